/** The steps of an import as a person takes them: matching by hand, going back, taking back, and files with nothing in. */
import { test } from '@japa/runner'
import type { Browser, Page } from 'playwright-core'
import { clientOf } from '#tests/people.ts'
import { bearer, importTable } from '#tests/transfers.ts'
import { at, openBrowser, openPage, seriousProblems, signIn } from './visit.ts'

const DIAGNOSES = 'dictionary.diagnoses'
const UPDATE = '更新已有的，添加没有的'
const CREATE = '全部作为新记录添加'

test.group('Steps of an import in the browser', (group) => {
  let browser: Browser
  let page: Page
  group.setup(async () => {
    browser = await openBrowser()
    page = await openPage(browser)
    await signIn(page)
    return () => browser.close()
  })

  async function open(...lines: string[]) {
    await page.goto(at(`/r/${DIAGNOSES}/import`))
    await page.locator('input[type=file]').setInputFiles({
      name: 'steps.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(lines.join('\r\n')),
    })
  }
  const field = (column: string) =>
    page.locator('.ant-select', { has: page.getByLabel(`列“${column}”导入到`) })
  async function match(column: string, label: string) {
    await field(column).click()
    await page.locator('.ant-select-item-option:visible').getByText(label).click()
  }
  const shown = (column: string) => field(column).locator('.ant-select-selection-item')
  const mode = (label: string) => page.getByRole('radio', { name: label })
  const press = (name: string) => page.getByRole('button', { name }).click()
  const read = (text: string) => page.getByText(text).first().waitFor()

  test('a key matched by hand makes it update, until one chooses; going back keeps all of it', async ({
    assert,
  }) => {
    await open('代号,叫法', 'ST1,步骤一')
    await read('steps.csv')
    assert.isTrue(await mode(CREATE).isChecked())
    await match('代号', '诊断编码')
    assert.isTrue(await mode(UPDATE).isChecked())
    await match('叫法', '诊断名称')
    await press('检查数据')
    await read('检查通过，共 1 行')
    await press('返回对应列')
    assert.include(await shown('代号').innerText(), '诊断编码')
    assert.include(await shown('叫法').innerText(), '诊断名称')
    assert.isTrue(await mode(UPDATE).isChecked())

    await mode(CREATE).check()
    await press('检查数据')
    await read('检查通过，共 1 行')
    await press('返回对应列')
    assert.isTrue(await mode(CREATE).isChecked())
    assert.include(await shown('代号').innerText(), '诊断编码')
  })

  test('an undo says what went, what came back and what was kept, and leads there', async ({
    assert,
  }) => {
    const admin = await clientOf('admin')
    const headers = await bearer('admin')
    const plan = { mapping: { code: 'code', name: 'name' }, mode: 'upsert', key: 'code' }
    const bring = (...lines: string[]) =>
      importTable(admin, headers, DIAGNOSES, ['code,name', ...lines].join('\r\n'), plan)
    await bring('SU1,旧一')
    const job = await bring('SU1,新一', 'SU2,新二', 'SU3,新三', 'SU4,新四')
    const named = async (code: string) => {
      const filters = encodeURIComponent(
        JSON.stringify([{ field: 'code', operator: 'eq', value: code }])
      )
      const { body } = await admin('GET', `/api/resources/${DIAGNOSES}?filters=${filters}`)
      return body.data[0] as { id: string; version: number }
    }
    const [changed, deleted] = [await named('SU3'), await named('SU4')]
    const path = (id: string) => `/api/resources/${DIAGNOSES}/${id}`
    const change = { version: changed.version, name: '别人改过' }
    assert.equal((await admin('PATCH', path(changed.id), change)).status, 200)
    const removal = await admin('DELETE', `${path(deleted.id)}?version=${deleted.version}`)
    assert.isBelow(removal.status, 300)

    await page.goto(at(`/r/${DIAGNOSES}/import?job=${job.id}`))
    await press('撤销整次导入')
    await page.getByRole('dialog').getByRole('button', { name: '撤销整次导入' }).click()
    const counts = '删除了新增的 1 条 · 恢复了更新过的 1 条 · 保留 2 条'
    await read(counts)
    await page.getByRole('link', { name: '别人改过' }).waitFor()
    const rows = await page.locator('.ant-table-tbody tr.ant-table-row').allInnerTexts()
    assert.deepEqual(
      rows.map((text) => text.replace(/\s+/g, ' ').trim()),
      ['4 别人改过 导入之后又被修改过', '5 — 导入之后已被删除']
    )
    assert.isEmpty(await seriousProblems(page))
    await page.getByRole('link', { name: '别人改过' }).click()
    await page.waitForURL(at(`/r/${DIAGNOSES}/${changed.id}`))

    for (const words of ['后台任务', '导入']) {
      await page.keyboard.press('Control+k')
      await page.getByRole('combobox', { name: '跳转与查找' }).fill(words)
      await page.getByRole('option', { name: /导入与导出/ }).click()
      await page.waitForURL(at('/p/jobs'))
      await page.goBack()
    }
    await page.goto(at('/p/jobs'))
    const item = page.getByRole('listitem').filter({ hasText: counts })
    await item.getByText('已撤销', { exact: true }).waitFor()
    const { body } = await admin('GET', `/api/jobs/${job.id}`)
    // What is left of it: nothing but the two that were kept.
    assert.equal(body.data.done, 2)
  })

  test('a file with nothing in it, or headings only, is told to be that', async ({ assert }) => {
    await open('')
    await read('文件是空的')
    await open('诊断编码,诊断名称')
    await read('文件里只有列名，没有数据行')
    assert.isFalse(await page.getByRole('button', { name: '检查数据' }).isVisible())
  })
})
