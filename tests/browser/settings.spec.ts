/** Settings are set by clicking: dangerous ones ask, wrong ones say so, and nobody overwrites another. */
import server from '@adonisjs/core/services/server'
import { test } from '@japa/runner'
import type { Browser, Page } from 'playwright-core'
import { clientOf, type Client } from '#tests/people.ts'
import { startRealtime } from '#app/realtime/realtime.ts'
import { at, openBrowser, openPage, seriousProblems, signIn } from './visit.ts'

const FORMER = {
  'security.lockoutMinutes': 15,
  'security.passwordLength': 8,
  'security.secondFactor': 'none',
}

test.group('The settings page', (group) => {
  let admin: Client
  let browser: Browser
  let page: Page
  const valueOf = async (key: string) =>
    (await admin('GET', '/api/settings')).body.data.find(
      (each: { key: string }) => each.key === key
    ).value
  const save = () => page.getByRole('button', { name: /^保\s*存$/ }).click()

  group.setup(async () => {
    startRealtime(server.getNodeServer()!, { origin: process.env.APP_URL!, redisUrl: undefined })
    admin = await clientOf('admin')
    browser = await openBrowser()
    page = await openPage(browser)
    await signIn(page)
    return async () => {
      await browser.close()
      for (const [key, value] of Object.entries(FORMER))
        await admin('PUT', `/api/settings/${key}`, { value })
    }
  })

  test('the menu leads there; what is saved counts', async ({ assert }) => {
    await page.getByRole('menuitem', { name: '系统设置' }).click()
    await page.getByRole('spinbutton', { name: '锁定时长（分钟）' }).fill('20')
    await page.getByText('1 项更改未保存').waitFor()
    assert.deepEqual(await seriousProblems(page), [])
    await save()
    await page.getByText('设置已保存，立即生效').waitFor()
    assert.equal(await valueOf('security.lockoutMinutes'), 20)
  })

  test('a dangerous one asks first', async ({ assert }) => {
    await page.getByRole('combobox', { name: '登录第二因素' }).click({ force: true })
    await page.locator('.ant-select-item-option').filter({ hasText: '个人可以启用' }).click()
    await save()
    const question = page.getByRole('dialog')
    await question.getByText('会降低账号的安全').waitFor()
    assert.equal(await valueOf('security.secondFactor'), 'none')
    await question.getByRole('button', { name: '确认并保存' }).click()
    await page.getByText('项更改未保存').waitFor({ state: 'detached' })
    assert.equal(await valueOf('security.secondFactor'), 'offered')
  })

  test('what is wrong is said at its place, and nothing is saved', async ({ assert }) => {
    await page.getByRole('spinbutton', { name: '密码最小长度' }).fill('3')
    await page.getByRole('spinbutton', { name: '锁定时长（分钟）' }).fill('25')
    await save()
    await page.getByText('应在 6 到 64 之间').waitFor()
    assert.equal(await valueOf('security.lockoutMinutes'), 20)
    await page.getByRole('spinbutton', { name: '密码最小长度' }).fill('')
    await save()
    await page.getByText('请填写密码最小长度').waitFor()
    await page.getByRole('menuitem', { name: '科室管理' }).click()
    const leaving = page.getByRole('dialog', { name: '离开这个页面？' })
    await leaving.getByRole('button', { name: '留在页面' }).click()
    await page.getByRole('button', { name: '放弃更改' }).click()
    await page.getByText('项更改未保存').waitFor({ state: 'detached' })
  })

  // Saved at once, and after the page has heard of the other's change.
  for (const [mine, theirs, heard] of [
    ['30', 40, false],
    ['31', 41, true],
  ] as const)
    test(`what somebody else ${heard ? 'was seen to change' : 'changed meanwhile'} is not overwritten unasked`, async ({
      assert,
    }) => {
      await page.getByRole('spinbutton', { name: '锁定时长（分钟）' }).fill(mine)
      const hearing =
        heard && page.waitForResponse((answer) => answer.url() === at('/api/settings'))
      await admin('PUT', '/api/settings/security.lockoutMinutes', { value: theirs })
      await hearing
      await save()
      const question = page.getByRole('dialog')
      await question.getByText('锁定时长（分钟）').waitFor()
      assert.equal(await valueOf('security.lockoutMinutes'), theirs)
      await question.getByRole('button', { name: /保留我的更改/ }).click()
      await save()
      await page.getByText('项更改未保存').waitFor({ state: 'detached' })
      assert.equal(await valueOf('security.lockoutMinutes'), Number(mine))
    })
})
