/** The API's reference page in a browser: after signing in, from our own server alone, under its content policy. */
import { readFileSync } from 'node:fs'
import { test } from '@japa/runner'
import { chromium, type Browser, type Page } from 'playwright-core'
import { DEMO_PASSWORD } from '#app/system/demo.ts'
import { CHROMIUM_FLAGS, chromiumPath } from '#tests/chromium.ts'

const AXE = readFileSync(new URL('../../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8')
const at = (path: string) => process.env.APP_URL! + path

test.group('API reference in the browser', (group) => {
  let browser: Browser
  let page: Page
  const elsewhere: string[] = []
  const complaints: string[] = []

  group.setup(async () => {
    browser = await chromium.launch({ executablePath: chromiumPath()!, args: CHROMIUM_FLAGS })
    const context = await browser.newContext({
      viewport: { width: 1366, height: 768 },
      locale: 'zh-CN',
      reducedMotion: 'reduce',
    })
    page = await context.newPage()
    page.on('request', (request) => {
      if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(process.env.APP_URL!))
        elsewhere.push(request.url())
    })
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text())
    })
    page.on('pageerror', (error) => complaints.push(String(error)))
    return () => browser.close()
  })

  test('asks to sign in, and then shows what the person may do, in their language', async ({
    assert,
  }) => {
    await page.goto(at('/api/docs'))
    assert.equal(new URL(page.url()).pathname, '/login')
    await page.locator('input').nth(0).fill('admin')
    await page.locator('input').nth(1).fill(DEMO_PASSWORD)
    await page.keyboard.press('Enter')
    await page.waitForURL(at('/api/docs'))
    await page.getByRole('heading', { name: '接口文档' }).waitFor()
    await page.getByRole('link', { name: '药品' }).waitFor()
    await page.getByText('登录并取得令牌').waitFor()
    assert.isAtMost(
      await page.evaluate<number>(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth'
      ),
      0
    )
  })

  test('a call is tried out with the session one has', async ({ assert }) => {
    await page.getByRole('link', { name: '药品' }).click()
    const query = page.locator('.opblock', { hasText: '/api/resources/dictionary.drugs/query' })
    await query.locator('.opblock-summary').click()
    await query.getByRole('button', { name: 'Try it out' }).click()
    await query.getByRole('button', { name: 'Execute' }).click()
    const answer = query.locator('.live-responses-table .highlight-code').first()
    await answer.getByText('genericName').first().waitFor()
    assert.isEmpty(elsewhere, 'nothing comes from elsewhere')
    assert.isEmpty(
      complaints.filter((each) => !each.includes('401')),
      'nothing breaks the content policy'
    )
  })

  test('fits a phone and can be read by everybody', async ({ assert }) => {
    await page.setViewportSize({ width: 375, height: 812 })
    await page.goto(at('/api/docs'))
    await page.locator('[data-tag="auth"]').waitFor()
    assert.isAtMost(
      await page.evaluate<number>(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth'
      ),
      0
    )
    await page.evaluate(AXE)
    const serious = await page.evaluate(async () => {
      const { axe } = globalThis as unknown as {
        axe: {
          run(): Promise<{
            violations: { id: string; impact: string; nodes: { html: string }[] }[]
          }>
        }
      }
      return (await axe.run()).violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
    })
    assert.deepEqual(serious, [])
  })
})
