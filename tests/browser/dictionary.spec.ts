/** The administrator's way in, and the drug dictionary, as a person sees them. */
import { test } from '@japa/runner'
import type { Browser, Page, Request } from 'playwright-core'
import { at, openBrowser, openPage, overflow, seriousProblems, signIn } from './visit.ts'

test.group('Dictionary in the browser', (group) => {
  let browser: Browser
  let page: Page
  group.setup(async () => {
    browser = await openBrowser()
    page = await openPage(browser)
    return () => browser.close()
  })

  test('the sign-in page weighs less than 200 KB and says what is wrong', async ({ assert }) => {
    const loaded: Request[] = []
    page.on('requestfinished', (request) => loaded.push(request))
    await page.goto(at('/login'))
    await page.waitForLoadState('networkidle')
    // What really crossed the wire, headers included.
    const sizes = await Promise.all(loaded.map((request) => request.sizes()))
    const bytes = sizes.reduce(
      (sum, size) => sum + size.responseBodySize + size.responseHeadersSize,
      0
    )
    assert.isAbove(bytes, 20_000, 'the page was weighed')
    assert.isBelow(bytes, 200 * 1024)
    const features = loaded
      .map((request) => request.url())
      .filter((url) => /vendor-antd|refinedev|react-router/.test(url))
    assert.deepEqual(features, [], 'no feature code before signing in')
    assert.isEmpty(await seriousProblems(page))
    await page.locator('input').nth(0).fill('admin')
    await page.locator('input').nth(1).fill('wrong')
    await page.keyboard.press('Enter')
    await page.getByText('账号或密码不正确').first().waitFor()
  })

  test('an administrator finds a drug by its initials, makes one and finds it', async ({
    assert,
  }) => {
    await signIn(page)
    await page.getByRole('menuitem', { name: '药品字典' }).click()
    await page.getByText('叶酸片').first().waitFor()
    assert.deepEqual(await seriousProblems(page), [])
    await page.goto(at('/r/dictionary.drugs/new'))
    const code = `BR${Date.now()}`
    await page.getByLabel('药品编码').fill(code)
    await page.getByLabel('通用名').fill('浏览器试验药')
    await page.keyboard.press('Control+s')
    await page.getByText('浏览器试验药').first().waitFor()
    await page.goto(at('/r/dictionary.drugs'))
    await page.keyboard.press('/')
    await page.keyboard.type('llqsyy')
    await page.getByText(code).first().waitFor()
  })

  test('no screen scrolls sideways on a phone', async ({ assert }) => {
    await page.setViewportSize({ width: 375, height: 812 })
    for (const path of [
      '/',
      '/r/dictionary.drugs',
      '/r/dictionary.drugs/new',
      '/r/core.users',
      '/r/core.departments',
      '/r/core.roles',
    ]) {
      await page.goto(at(path))
      await page.waitForLoadState('networkidle')
      assert.isAtMost(await overflow(page), 0, path)
    }
  })
})
