/** What browser tests share: a browser, signing in, and what no screen may have. */
import { readFileSync } from 'node:fs'
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core'
import { DEMO_PASSWORD } from '#app/system/demo.ts'
import { CHROMIUM_FLAGS, chromiumPath } from '#tests/chromium.ts'

const AXE = readFileSync(new URL('../../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8')

/** The address of a path on the running server. */
export const at = (path: string) => process.env.APP_URL! + path

export function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: chromiumPath()!, args: CHROMIUM_FLAGS })
}

/** A page of its own session: a laptop in Chinese unless told otherwise, nothing moving. */
export async function openPage(
  browser: Browser,
  options: BrowserContextOptions = {}
): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1366, height: 768 },
    locale: 'zh-CN',
    reducedMotion: 'reduce',
    ...options,
  })
  return context.newPage()
}

export async function signIn(page: Page, login = 'admin', password = DEMO_PASSWORD): Promise<void> {
  await page.goto(at('/login'))
  await page.locator('input').nth(0).fill(login)
  await page.locator('input').nth(1).fill(password)
  await page.keyboard.press('Enter')
  await page.waitForURL(at('/'))
}

/** Waits until nothing fades, and nothing has come, gone or changed its size for a moment; five seconds at most. */
const AT_REST = `new Promise((resolve) => {
  const passing = ({ playState, effect }) =>
    playState === 'running' && effect.getComputedTiming().iterations !== Infinity
  const end = performance.now() + 5000
  let seen, since
  const look = (now) => {
    const { scrollWidth, scrollHeight } = document.documentElement
    const elements = document.querySelectorAll('*').length
    const shape = [innerWidth, innerHeight, scrollWidth, scrollHeight, elements].join()
    if (document.getAnimations().some(passing) || shape !== seen) [seen, since] = [shape, now]
    if (now - since > 120 || now > end) resolve()
    else requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
})`

/** What axe calls serious or critical, with the element it found. */
export async function seriousProblems(page: Page): Promise<string[]> {
  await page.evaluate(AT_REST)
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(AXE)
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: {
        run(options: {
          resultTypes: string[]
          preload: boolean
        }): Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }>
      }
    }
    const { violations } = await axe.run({ resultTypes: ['violations'], preload: false })
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
  })
}

/** How many pixels the page is wider than its window. */
export async function overflow(page: Page): Promise<number> {
  await page.evaluate(AT_REST)
  return page.evaluate(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth'
  )
}
