/**
 * Every screen there is, as an administrator opens it: on a phone it does not scroll sideways, it has one heading, and
 * axe finds nothing serious. A sample also on other windows, in the dark and in English, where axe looks once.
 */
import { test } from '@japa/runner'
import type { Browser, Locator, Page } from 'playwright-core'
import { allResources } from '#app/resources/registry.ts'
import { clientOf, type Client } from '#tests/people.ts'
import { at, openBrowser, openPage, overflow, seriousProblems, signIn } from './visit.ts'

const PHONE = { width: 375, height: 812 }
const NOBODYS = '01900000-0000-7000-8000-000000000000'
const PAGES = ['audit', 'audit?tab=journal', 'jobs', 'menus', 'roles', 'settings', 'users']
const SAMPLE = [
  '/',
  '/r/dictionary.drugs',
  '/r/dictionary.drugs/new',
  '/r/core.departments',
  '/r/core.users',
  ...PAGES.map((name) => `/p/${name}`),
  '/p/nope',
]

/** Kinds of generic screens and what one must be allowed to do for each to exist. */
const KINDS = {
  list: ['list', ''],
  create: ['create', '/new'],
  bin: ['restore', '/recycle-bin'],
  import: ['import', '/import'],
} as const

/** The addresses of every generic screen of what is granted, with one record of each resource there is one of. */
async function genericScreens(client: Client): Promise<string[]> {
  const { resources } = (await client('GET', '/api/meta')).body.data
  const screens: string[] = []
  for (const { name } of allResources()) {
    const actions: string[] = resources[name]?.actions ?? []
    for (const [action, rest] of Object.values(KINDS))
      if (actions.includes(action)) screens.push(`/r/${name}${rest}`)
    if (!actions.includes('read')) continue
    screens.push(`/r/${name}/${NOBODYS}`)
    const found = await client('POST', `/api/resources/${name}/query`, { pageSize: 1 })
    const id = found.body.data?.[0]?.id
    if (!id) continue
    screens.push(`/r/${name}/${id}`)
    if (actions.includes('update')) screens.push(`/r/${name}/${id}/edit`)
  }
  return screens
}

/** Opens a screen and waits until it stands. */
async function open(page: Page, path: string): Promise<void> {
  await page.goto(at(path), { waitUntil: 'commit' })
  await standing(page)
}

/** The same inside the shell that is open already, which spares starting it anew for each of a hundred screens. */
async function go(page: Page, path: string): Promise<void> {
  // Another tab of the same page is no new screen to wait for.
  if (new URL(page.url()).pathname === path.replace(/\?.*/, '')) return open(page, path)
  await page.evaluate(
    `for (const former of document.querySelectorAll('main > *')) former.setAttribute('data-former', '')
    history.pushState({}, '', ${JSON.stringify(path)})
    dispatchEvent(new PopStateEvent('popstate', { state: {} }))`
  )
  await page.locator('main > [data-former]').first().waitFor({ state: 'detached' })
  await standing(page)
}

/** Its heading is there and nothing is still loading. */
async function standing(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor()
  const loading = page.locator('.ant-skeleton, .ant-spin-spinning, [aria-busy=true]')
  await loading.first().waitFor({ state: 'detached' })
}

/** WCAG's contrast ratio of an element's text on its own ground. */
async function contrast(element: Locator): Promise<number> {
  const colors = await element.evaluate((node) => {
    const { getComputedStyle } = globalThis as unknown as {
      getComputedStyle(of: unknown): { color: string; backgroundColor: string }
    }
    const { color, backgroundColor } = getComputedStyle(node)
    return [color, backgroundColor]
  })
  const [darker, lighter] = colors.map(luminance).sort((a, b) => a - b) as [number, number]
  return (lighter + 0.05) / (darker + 0.05)
}

function luminance(color: string): number {
  const [r, g, b] = color.match(/[\d.]+/g)!.map((part) => {
    const value = Number(part) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

async function problemsOf(page: Page): Promise<string[]> {
  return [...(await misshapen(page)), ...(await seriousProblems(page))]
}

/** What axe cannot see: it judges colours and names, which are the same in every window. */
async function misshapen(page: Page): Promise<string[]> {
  const wider = await overflow(page)
  const headings = await page.locator('h1').count()
  return [
    ...(wider > 0 ? [`is ${wider} px wider than its window`] : []),
    ...(headings === 1 ? [] : [`has ${headings} headings`]),
  ]
}

test.group('Every screen', (group) => {
  let browser: Browser
  let page: Page
  let admin: Client

  group.setup(async () => {
    admin = await clientOf('admin')
    browser = await openBrowser()
    page = await openPage(browser, { viewport: PHONE })
    return () => browser.close()
  })

  test('the sign-in page', async ({ assert }) => {
    await open(page, '/login')
    assert.deepEqual(await problemsOf(page), [])
    await signIn(page)
    page.setDefaultTimeout(10_000)
  })

  test('generic screens of every resource', async ({ assert }) => {
    const screens = await genericScreens(admin)
    assert.isAbove(screens.length, 50)
    const failures: Record<string, string[]> = {}
    for (const path of screens) {
      const found = await go(page, path).then(
        () => problemsOf(page),
        (error: Error) => [error.message.split('\n')[0]!]
      )
      if (found.length > 0) failures[path] = found
    }
    assert.deepEqual(failures, {})
  }).timeout(240_000)

  for (const path of ['/', ...PAGES.map((name) => `/p/${name}`)])
    test(path, async ({ assert }) => {
      await go(page, path)
      assert.deepEqual(await problemsOf(page), [])
    })

  for (const path of ['/p/nope', '/r/no.such', '/nowhere', '/r/dictionary.drugs/1'])
    test(`${path} says so, and leads back`, async ({ assert }) => {
      await open(page, path)
      assert.deepEqual(await problemsOf(page), [])
      await page.getByRole('heading', { level: 1, name: /^没有这/ }).waitFor()
      await page.getByRole('main').getByRole('link').click()
      await page.getByRole('heading', { level: 1, name: /^没有这/ }).waitFor({ state: 'detached' })
    })
})

test.group('A sample of screens', (group) => {
  let browser: Browser
  group.setup(async () => {
    browser = await openBrowser()
    return () => browser.close()
  })

  test('in the dark', async ({ assert }) => {
    const page = await openPage(browser, { colorScheme: 'dark' })
    await signIn(page)
    const failures: Record<string, string[]> = {}
    for (const path of SAMPLE) {
      await go(page, path)
      const found = await problemsOf(page)
      if (found.length > 0) failures[path] = found
    }
    assert.deepEqual(failures, {})
  }).timeout(120_000)

  for (const colorScheme of ['light', 'dark'] as const)
    test(`what is chosen can be read, ${colorScheme}`, async ({ assert }) => {
      const page = await openPage(browser, { colorScheme })
      await signIn(page)
      await open(page, '/r/dictionary.drugs')
      const rows = page.locator('.ant-table-row')
      for (const i of [0, 1]) await rows.nth(i).getByRole('checkbox').click()
      await rows.nth(1).hover()
      assert.deepEqual(await seriousProblems(page), [])
      // A middling ground passes axe and still looks disabled: what is chosen reads as well as WCAG's AAA.
      assert.isAtLeast(await contrast(rows.nth(0).locator('td').nth(1)), 7)
      assert.isAtLeast(await contrast(rows.nth(1).locator('td').nth(1)), 7)
      await open(page, '/r/dictionary.drugs/new')
      const box = page.getByRole('combobox').first()
      await box.click({ force: true })
      await page.locator('.ant-select-item-option:visible').first().click()
      await box.click({ force: true })
      const chosen = page.locator('.ant-select-item-option-selected:visible')
      await chosen.waitFor()
      assert.deepEqual(await seriousProblems(page), [])
      assert.isAtLeast(await contrast(chosen), 7)
      await page.context().close()
    }).timeout(60_000)

  test('in English, on windows of every size', async ({ assert }) => {
    const laptop = { width: 1366, height: 768 }
    const page = await openPage(browser, { locale: 'en' })
    await signIn(page)
    assert.equal(await page.locator('html').getAttribute('lang'), 'en')
    const failures: Record<string, string[]> = {}
    for (const path of SAMPLE) {
      await go(page, path)
      for (const size of [PHONE, laptop, { width: 1920, height: 1080 }]) {
        await page.setViewportSize(size)
        await standing(page)
        const found = await (size === laptop ? problemsOf : misshapen)(page)
        if (found.length > 0) failures[`${path} at ${size.width}`] = found
      }
    }
    assert.deepEqual(failures, {})
  }).timeout(120_000)
})
