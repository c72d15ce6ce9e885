/** What a person does around a list: arranges it, keeps the arrangement, counts, and finds what was deleted. */
import { test } from '@japa/runner'
import type { Browser, Page } from 'playwright-core'
import { clientOf } from '#tests/people.ts'
import { at, openBrowser, openPage, overflow, seriousProblems, signIn } from './visit.ts'

const DRUGS = '/r/dictionary.drugs'

test.group('A list', (group) => {
  let browser: Browser
  let page: Page
  group.setup(async () => {
    browser = await openBrowser()
    page = await openPage(browser)
    await signIn(page)
    return () => browser.close()
  })

  test('the column settings close with Escape and give the focus back', async ({ assert }) => {
    await page.goto(at(DRUGS))
    const opener = page.getByRole('button', { name: '列设置' })
    const inside = page.getByRole('button', { name: '恢复默认' })
    await opener.click()
    await inside.waitFor()
    await page.getByRole('checkbox', { name: '药品编码' }).focus()
    await page.keyboard.press('Escape')
    await inside.waitFor({ state: 'hidden' })
    assert.equal(await page.evaluate('document.activeElement.ariaLabel'), '列设置')
  })

  test('a saved view keeps how close the rows stand', async ({ assert }) => {
    await page.goto(at(`${DRUGS}?q=${encodeURIComponent('片')}`))
    await page.getByText('叶酸片').first().waitFor()
    await page.getByRole('button', { name: '列设置' }).click()
    await page.getByText('紧凑').click()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: '存为视图' }).click()
    await page.getByLabel('视图名称').fill('紧凑的片剂')
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /保\s*存/ })
      .click()
    const view = page.getByRole('tab', { name: '紧凑的片剂' })
    await view.waitFor()
    const compact = page.locator('.ant-table-small')
    await page.evaluate('localStorage.clear()')
    await page.goto(at(DRUGS))
    await page.getByText('叶酸片').first().waitFor()
    assert.equal(await compact.count(), 0)
    await view.click()
    await compact.waitFor()
  })

  test('a count that was broken off is finished on request', async ({ assert, cleanup }) => {
    const admin = await clientOf('admin')
    const bulk = '/api/resources/dictionary.items/bulk'
    const made: string[] = []
    cleanup(async () => {
      while (made.length > 0)
        await admin('POST', bulk, { action: 'delete', ids: made.splice(0, 500) })
    })
    for (let block = 0; block < 20; block++) {
      const items = Array.from({ length: 500 }, (_, i) => ({
        code: `COUNT${block}.${i}`,
        name: `数数 ${block}.${i}`,
        kind: 'lab',
      }))
      const { body } = await admin('POST', bulk, { action: 'create', items })
      made.push(...body.data.map(({ id }: { id: string }) => id))
    }
    const present = await admin('GET', '/api/resources/dictionary.items?total=exact')
    const total = present.body.meta.total as number
    assert.isAbove(total, 10_000)
    await page.goto(at('/r/dictionary.items'))
    await page.getByRole('button', { name: '共 10,000+ 条' }).click()
    await page.getByText(`共 ${total.toLocaleString('en')} 条`).waitFor()
  })

  test('what was deleted is found in the recycle bin', async ({ assert }) => {
    const admin = await clientOf('admin')
    const names = ['回收站试验甲', '回收站试验乙']
    for (const [i, genericName] of names.entries()) {
      const path = '/api/resources/dictionary.drugs'
      const { body } = await admin('POST', path, { code: `BIN${i}`, genericName })
      await admin('DELETE', `${path}/${body.data.id}`)
    }
    await page.goto(at(`${DRUGS}/recycle-bin`))
    await page.getByText(names[0]!).first().waitFor()
    await page.getByRole('searchbox').fill('hszsyy')
    await page.getByText(names[0]!).first().waitFor({ state: 'hidden' })
    await page.getByText(names[1]!).first().waitFor()
    assert.deepEqual(await seriousProblems(page), [])
    await page.getByRole('searchbox').fill('没有这种药')
    await page.getByText('回收站里没有与“没有这种药”匹配的记录').waitFor()
    await page.setViewportSize({ width: 375, height: 812 })
    assert.isAtMost(await overflow(page), 0)
  })
})
