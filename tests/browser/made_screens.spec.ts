/** A list, a form and a detail page arranged in `core.screens`, as a person then sees them. */
import { test } from '@japa/runner'
import type { Browser, Page } from 'playwright-core'
import { clientOf, type Client } from '#tests/people.ts'
import { at, openBrowser, openPage, signIn } from './visit.ts'

const SCREENS = '/api/resources/core.screens'
const RESOURCE = 'dictionary.items'

test.group('Screens made by hand, in the browser', (group) => {
  let admin: Client
  let browser: Browser
  let page: Page
  const made: string[] = []

  group.setup(async () => {
    admin = await clientOf('admin')
    for (const [kind, title, layout] of [
      [
        'list',
        '常用项目',
        {
          // Together wider than the window, which would stretch them otherwise.
          columns: [
            { field: 'price', width: 700 },
            { field: 'name', width: 600 },
          ],
          filters: [{ field: 'price', operator: 'gt', value: 1000 }],
        },
      ],
      [
        'form',
        null,
        {
          sections: [
            { title: '是什么', fields: ['name', 'code', 'kind'] },
            { title: '多少钱', fields: ['price'] },
          ],
        },
      ],
      ['detail', null, { sections: [{ title: '价格信息', fields: ['price', 'name'] }] }],
    ] as const) {
      const { status, body } = await admin('POST', SCREENS, {
        name: `${RESOURCE}.${kind}`,
        resource: RESOURCE,
        kind,
        title,
        layout,
      })
      if (status !== 201) throw new Error(JSON.stringify(body))
      made.push(body.data.id)
    }
    browser = await openBrowser()
    page = await openPage(browser)
    await signIn(page)
    return async () => {
      await browser.close()
      for (const id of made) await admin('DELETE', `${SCREENS}/${id}`)
    }
  })

  test('the list has its title, columns in their order and width, and the filters it opens with', async ({
    assert,
  }) => {
    const answer = (pageSize: number, filters: object[]) =>
      admin('POST', `/api/resources/${RESOURCE}/query`, { pageSize, filters })
    const all = (await answer(1, [])).body.meta.total
    const dear = (await answer(1, [{ field: 'price', operator: 'gt', value: 1000 }])).body.meta
      .total
    assert.isBelow(dear, all)
    await page.goto(at(`/r/${RESOURCE}`))
    await page.locator('tbody tr[data-row-key]').first().waitFor()
    assert.match(await page.title(), /^常用项目/)
    const heads = page.locator('thead').first().locator('th')
    const texts = (await heads.allInnerTexts()).map((text) => text.trim()).filter(Boolean)
    assert.deepEqual(texts.slice(0, 2), ['单价', '项目名称'])
    const width = (await heads.filter({ hasText: '单价' }).first().boundingBox())?.width
    assert.equal(Math.round(width ?? 0), 700)
    await page.getByText(`共 ${dear} 条`).waitFor()
    // What the list opens with can be taken away, also after a reload.
    await page.goto(at(`/r/${RESOURCE}?filters=%5B%5D`))
    await page.getByText(`共 ${all} 条`).waitFor()
  })

  test('the form asks what its sections say, in their order, and saves', async ({ assert }) => {
    await page.goto(at(`/r/${RESOURCE}/new`))
    await page.getByRole('heading', { name: '多少钱' }).waitFor()
    const labels = await page.locator('form label[title]').allInnerTexts()
    assert.deepEqual(labels, ['项目名称', '项目编码', '类别', '单价'])
    const name = `安排好的项目${Date.now()}`
    await page.getByLabel('项目名称').fill(name)
    await page.getByLabel('项目编码').fill(`MS${Date.now()}`)
    await page.getByLabel('单价').fill('12.5')
    await page.getByText('检验', { exact: true }).click()
    await page.keyboard.press('Control+s')
    await page.getByRole('heading', { level: 1, name }).waitFor()

    await page.getByRole('heading', { name: '价格信息' }).waitFor()
    assert.deepEqual(await page.locator('section dl dt').allInnerTexts(), ['单价', '项目名称'])
  })
})
