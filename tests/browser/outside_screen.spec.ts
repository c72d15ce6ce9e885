/** A screen of an installed plugin: a file that no build of ours has seen shares the shell's React, antd and the rest. */
import { fileURLToPath } from 'node:url'
import { test } from '@japa/runner'
import type { Browser, Page } from 'playwright-core'
import { at, openBrowser, openPage, seriousProblems, signIn } from './visit.ts'

const FILE = fileURLToPath(new URL('outside_screen.js', import.meta.url))
const ADDRESS = '/installed/outside/1.0.0/admin.js'

interface Outside {
  React: unknown
  dayjs: unknown
  facts: Record<string, unknown>
}

/** The answers of a server that has the plugin installed; everything else comes from the real one. */
async function install(page: Page, address = ADDRESS): Promise<void> {
  await page.route(`**${ADDRESS}`, (route) =>
    route.fulfill({ path: FILE, contentType: 'text/javascript' })
  )
  await page.route('**/api/meta', async (route) => {
    const answer = await route.fetch()
    const body = await answer.json()
    body.data.plugins.outside = { name: '外来', version: '1.0.0', admin: address }
    await route.fulfill({ response: answer, json: body })
  })
}

/** Tests run the server without live events. */
const isSocket = (text: string) => text.includes('/socket.io/')

test.group('A screen from outside the build', (group) => {
  let browser: Browser
  let page: Page
  const errors: string[] = []
  group.setup(async () => {
    browser = await openBrowser()
    page = await openPage(browser)
    page.on(
      'console',
      (line) => line.type() === 'error' && !isSocket(line.text()) && errors.push(line.text())
    )
    page.on('pageerror', (error) => errors.push(error.message))
    await install(page)
    await signIn(page)
    return () => browser.close()
  })

  test('shares React, antd, Refine, the router, dayjs and the shell with it', async ({
    assert,
  }) => {
    await page.goto(at('/p/outside.hello'))
    await page.getByRole('heading', { name: '外来页面' }).waitFor()
    // State, and a re-render by the shell's React.
    await page.getByRole('button', { name: '点了 0 次' }).click()
    await page.getByRole('button', { name: '点了 1 次' }).waitFor()
    await page.waitForFunction(
      () => (globalThis as unknown as { outside: Outside }).outside.facts.drugs
    )
    const seen = await page.evaluate(async () => {
      const outside = (globalThis as unknown as { outside: Outside }).outside
      const shared = async (name: string) => (await import(name)).default
      return {
        ...outside.facts,
        sameReact:
          (outside.React as { useState: unknown }).useState === (await shared('react')).useState,
        sameDayjs: outside.dayjs === (await shared('dayjs')),
      }
    })
    assert.deepEqual(seen, {
      person: 'admin',
      menus: true,
      path: '/p/outside.hello',
      colour: '#0f766e',
      drugs: true,
      day: '星期一',
      sameReact: true,
      sameDayjs: true,
    })
    const radius = await page.evaluate(
      "getComputedStyle(document.querySelector('section button')).borderRadius"
    )
    assert.equal(radius, '8px', "the shell's theme")
    assert.match(await page.title(), /^外来页面/)
    assert.isEmpty(await seriousProblems(page))
    assert.deepEqual(errors, [], 'nothing was refused by the content security policy')
  })

  test('one that breaks leaves the rest of the shell standing', async ({ assert }) => {
    await page.goto(at('/p/outside.broken'))
    await page.getByRole('button', { name: /重试|再试/ }).waitFor()
    await page.getByRole('menuitem', { name: '药品字典' }).click()
    await page.getByText('叶酸片').first().waitFor()
    assert.include(errors.join('\n'), 'broken on purpose')
  })

  test('one that is not there is a page that does not exist', async () => {
    await page.goto(at('/p/outside.nothing'))
    await page.getByText('没有这个页面').first().waitFor()
  })

  test('code from anywhere but the plugin’s own folder is not even asked for', async ({
    assert,
  }) => {
    const places = [
      '/api/files/01a21396-26dd-77d9-af61-ae4772aaebcc',
      '/installed/other/1.0.0/admin.js',
      '/installed/outside/../../api/files/a.js',
      `${at('/').replace('127.0.0.1', 'localhost')}installed/outside/1.0.0/admin.js`,
      '//xinglin.invalid/installed/outside/1.0.0/admin.js',
      'data:text/javascript,globalThis.taken=true',
      'javascript:globalThis.taken=true',
      'blob:nothing',
    ]
    const other = await openPage(browser)
    await signIn(other)
    let asked: string[] = []
    other.on('request', (request) => {
      if (request.resourceType() === 'script') asked.push(request.url())
    })
    for (const place of places) {
      await other.unrouteAll()
      await install(other, place)
      asked = []
      await other.goto(at('/p/outside.hello'))
      await other.getByRole('button', { name: /重试|再试/ }).waitFor()
      const foreign = asked.filter((url) => !url.startsWith(at('/assets/')))
      assert.deepEqual(foreign, [], place)
      assert.isUndefined(await other.evaluate('globalThis.taken'))
    }
    await other.context().close()
  })
})
