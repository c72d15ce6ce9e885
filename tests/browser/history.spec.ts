/** What a record's history says to somebody who may see the record, but not the people who changed it. */
import { test } from '@japa/runner'
import type { Browser, Page } from 'playwright-core'
import { clientOf, makePerson, makeRole } from '#tests/people.ts'
import { at, openBrowser, openPage, seriousProblems, signIn } from './visit.ts'

const DRUGS = '/api/resources/dictionary.drugs'
const LOGIN = 'history-reader'

test.group("A record's history in the browser", (group) => {
  let browser: Browser
  let page: Page
  /** Changed, deleted and brought back by an administrator; and one that the system made. */
  let changed: string
  let seeded: string

  group.setup(async () => {
    const admin = await clientOf('admin')
    const unmade = [{ field: 'createdBy', operator: 'null' }]
    seeded = (await admin('POST', `${DRUGS}/query`, { filters: unmade })).body.data[0].id
    const made = await admin('POST', DRUGS, { code: 'HISTORY', genericName: '一', price: 100 })
    changed = made.body.data.id
    const path = `${DRUGS}/${changed}`
    await admin('PATCH', path, { version: 1, genericName: '二' })
    await admin('DELETE', path)
    await admin('POST', `${path}/restore`, {})
    const all = { resource: 'dictionary.drugs', readFields: '*', writeFields: '*' }
    const role = await makeRole(admin, LOGIN, [
      { ...all, action: 'list' },
      { ...all, action: 'read' },
      { ...all, action: 'update' },
    ])
    await makePerson(admin, LOGIN, [role])
    browser = await openBrowser()
    page = await openPage(browser)
    await signIn(page, LOGIN)
    return () => browser.close()
  })

  async function versions(id: string) {
    await page.goto(at(`/r/dictionary.drugs/${id}`))
    await page.getByRole('tab', { name: '修改历史' }).click()
    const articles = page.getByRole('tabpanel').getByRole('article')
    await articles.first().waitFor()
    const shown = []
    for (const article of await articles.all())
      shown.push({
        by: await article.locator('header strong').innerText(),
        action: await article.locator('header span').first().innerText(),
        fields: await article.locator('dt').allInnerTexts(),
        restorable: (await article.getByRole('button', { name: /恢复到这一版/ }).count()) === 1,
      })
    return shown
  }

  test('a person without a menu reads that their roles have none', async () => {
    await page.goto(at('/'))
    await page.getByText('您的角色还没有可以打开的菜单').waitFor()
  })

  test('names each version by what was done, and nobody who may not be seen', async ({
    assert,
  }) => {
    const [restored, deleted, updated, created] = await versions(changed)
    assert.deepEqual(restored, { by: '–', action: '从回收站还原', fields: [], restorable: false })
    assert.deepEqual(deleted, { by: '–', action: '删除', fields: [], restorable: false })
    assert.deepEqual(updated, {
      by: '–',
      action: '修改',
      fields: ['通用名'],
      restorable: true,
    })
    assert.deepInclude(created, { by: '–', action: '新建', restorable: true })
    assert.deepEqual(await seriousProblems(page), [])
  })

  test('and names the system where it was the system', async ({ assert }) => {
    const shown = await versions(seeded)
    assert.equal(shown.at(-1)!.by, '系统')
  })
})
