/** An administrator builds menus by clicking and dragging, and the people they are for find them. */
import { test } from '@japa/runner'
import type { Browser, Page } from 'playwright-core'
import { at, openBrowser, openPage, seriousProblems, signIn } from './visit.ts'

const GROUP = `常用入口${process.pid}`
const ENTRY = `我的导出${process.pid}`

test.group('Menus in the browser', (group) => {
  let browser: Browser
  let page: Page
  const press = (name: string | RegExp) => page.getByRole('button', { name }).click()
  const row = (name: string) => page.locator('.ant-tree-treenode').filter({ hasText: name })
  const indentOf = async (name: string) => row(name).locator('.ant-tree-indent-unit').count()
  const saved = () => page.getByRole('dialog').waitFor({ state: 'detached' })

  group.setup(async () => {
    browser = await openBrowser()
    page = await openPage(browser, { viewport: { width: 1366, height: 1400 } })
    await signIn(page)
    await page.goto(at('/p/menus'))
    return async () => {
      for (const name of [ENTRY, GROUP]) {
        if ((await row(name).count()) === 0) continue
        await press(`删除“${name}”`)
        await page
          .getByRole('dialog')
          .getByRole('button', { name: /^删\s*除$/ })
          .click()
        await row(name).waitFor({ state: 'detached' })
      }
      await browser.close()
    }
  })

  test('a group and an entry are made for the roles that see them', async ({ assert }) => {
    await press('新建分组')
    await page.getByLabel('名称', { exact: true }).fill(GROUP)
    await giveTo('医生')
    assert.deepEqual(await seriousProblems(page), [])
    await press(/^保\s*存$/)
    await row(GROUP).waitFor()
    await saved()

    await press(/^plus 新建页面$/)
    await page.getByRole('combobox', { name: '打开的页面' }).click({ force: true })
    await page.locator('.ant-select-item-option').filter({ hasText: '导入与导出' }).click()
    await page.getByLabel('名称', { exact: true }).fill(ENTRY)
    await giveTo('医生')
    assert.deepEqual(await seriousProblems(page), [])
    await press(/^保\s*存$/)
    await row(ENTRY).waitFor()
    await saved()
    assert.equal(await indentOf(ENTRY), 0)
  })

  test('dropped on a group it goes in, also into one that is empty', async ({ assert }) => {
    await row(ENTRY).locator('.ant-tree-title').dragTo(row(GROUP).locator('.ant-tree-title'))
    await row(ENTRY).locator('.ant-tree-indent-unit').waitFor({ state: 'attached' })
    assert.equal(await indentOf(ENTRY), 1)
    assert.deepEqual(await seriousProblems(page), [])
  })

  test('and is taken back', async ({ assert }) => {
    await press(/撤\s*销$/)
    await page.getByText(`已撤销对“${ENTRY}”的改动`).waitFor()
    await row(ENTRY).locator('.ant-tree-indent-unit').waitFor({ state: 'detached' })
    assert.equal(await row(ENTRY).count(), 1)
  })

  test('a doctor finds it where it was put, and it opens', async () => {
    await row(ENTRY).locator('.ant-tree-title').dragTo(row(GROUP).locator('.ant-tree-title'))
    await row(ENTRY).locator('.ant-tree-indent-unit').waitFor({ state: 'attached' })
    const other = await openPage(browser)
    await signIn(other, 'doctor')
    await other.getByRole('menuitem', { name: GROUP }).waitFor()
    await other.getByRole('menuitem', { name: ENTRY }).click()
    await other.getByRole('heading', { level: 1, name: '导入与导出' }).waitFor()
    await other.context().close()
  })

  async function giveTo(role: string): Promise<void> {
    await page.getByRole('combobox', { name: '可见角色' }).click({ force: true })
    await page.locator('.ant-select-item-option').filter({ hasText: role }).click()
    await page.getByLabel('名称', { exact: true }).click()
  }
})
