/** The auditor reads who did what, and each change of configuration, in words. */
import { test } from '@japa/runner'
import type { Browser, Page } from 'playwright-core'
import { clientOf } from '#tests/people.ts'
import { at, openBrowser, openPage, seriousProblems, signIn } from './visit.ts'

const NAME = `审计页药品${process.pid}`
const MENU = `审计页菜单${process.pid}`

test.group('The audit page', (group) => {
  let browser: Browser
  let page: Page
  group.setup(async () => {
    const admin = await clientOf('admin')
    const make = async (resource: string, values: object) => {
      const { status, body } = await admin('POST', `/api/resources/${resource}`, values)
      if (status !== 201) throw new Error(JSON.stringify(body))
      return `/api/resources/${resource}/${body.data.id}`
    }
    const drug = await make('dictionary.drugs', {
      code: `AP${process.pid}`,
      genericName: NAME,
      price: 100,
    })
    await admin('PATCH', drug, { version: 1, price: 250 })
    const menu = await make('core.menus', { name: MENU, kind: 'screen', target: 'page:jobs' })
    await admin('PATCH', menu, { version: 1, target: 'dictionary.drugs' })
    browser = await openBrowser()
    page = await openPage(browser)
    await signIn(page, 'auditor')
    return () => browser.close()
  })

  test('tells an act in words, and what it changed', async ({ assert }) => {
    await page.goto(at('/p/audit'))
    const line = page.getByRole('listitem').filter({ hasText: NAME }).filter({ hasText: '修改' })
    await line.getByText('系统管理员').waitFor()
    await line.getByRole('button', { name: '查看改动' }).click()
    await line.getByText('单价').waitFor()
    assert.match(await line.innerText(), /1\.00[^]*2\.50/)
    assert.notMatch(await line.innerText(), /dictionary\.drugs|update|[0-9a-f]{8}-/)
    assert.deepEqual(await seriousProblems(page), [])
  })

  test('is narrowed by person, resource, action and day, also from its address', async ({
    assert,
  }) => {
    await page.goto(at('/p/audit?resource=dictionary.drugs'))
    const lines = page.locator('li:has(time)')
    await lines.filter({ hasText: NAME }).first().waitFor()
    const shown = await lines.allInnerTexts()
    assert.isTrue(shown.every((text) => text.includes('药品')))
    await page.getByRole('combobox', { name: '操作' }).click()
    await page.locator('.ant-select-item-option').filter({ hasText: '新建' }).click()
    await lines.filter({ hasText: '修改' }).first().waitFor({ state: 'detached' })
    await lines.filter({ hasText: NAME }).waitFor()
    await page.getByRole('textbox', { name: '人员' }).fill('没有这个人')
    await page.getByText('没有符合条件的记录').waitFor()
    assert.match(decodeURIComponent(page.url()), /person=没有这个人/)
    await page.getByRole('button', { name: '清除条件' }).click()
    await lines.filter({ hasText: '登录' }).first().waitFor()
    await page.goto(at('/p/audit?to=2020-01-01'))
    await page.getByText('没有符合条件的记录').waitFor()
  })

  test('shows each change of configuration before and after', async ({ assert }) => {
    await page.getByRole('tab', { name: '配置变更' }).click()
    const entry = page.getByRole('listitem').filter({ hasText: MENU }).filter({ hasText: '修改' })
    await entry.getByText('目标').waitFor()
    assert.match(await entry.innerText(), /系统管理员[^]*改动后：\s*药品/)
    assert.deepEqual(await seriousProblems(page), [])
  })

  test('does not exist for who may read no log', async () => {
    const other = await openPage(browser)
    await signIn(other, 'doctor')
    await other.goto(at('/p/audit'))
    await other.getByText('没有这个页面').first().waitFor()
    await other.context().close()
  })
})
