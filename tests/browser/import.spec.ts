/** The national list of diagnoses brought in by an administrator, in the browser, as large as it is. */
import { existsSync, readFileSync } from 'node:fs'
import { test } from '@japa/runner'
import type { Browser, Page } from 'playwright-core'
import { sql } from '#app/database/sql.ts'
import { row } from '#app/database/store.ts'
import { at, openBrowser, openPage, overflow, seriousProblems, signIn } from './visit.ts'

const ROWS = 35_862
const WRITTEN_MS = 240_000
/** The published list where it is at hand, else one of the same size. */
const PUBLISHED = new URL('../../../shared/data/icd10_cn_clinical_v2.0.csv', import.meta.url)

function list(): string {
  if (existsSync(PUBLISHED)) return readFileSync(PUBLISHED, 'utf8')
  const lines = ['code,name', 'O24.900,妊娠期糖尿病', 'O13.x00x001,妊娠期高血压']
  while (lines.length <= ROWS) lines.push(`Z${lines.length},第 ${lines.length} 号诊断`)
  return lines.join('\n')
}

const digits = (number: number) => number.toLocaleString('en-US')
const count = async (table: string) =>
  Number((await row({ text: `select count(*) as n from ${table}`, values: [] }))!.n)
const diagnoses = async () =>
  Number((await row(sql`select count(*) as n from dictionary__diagnoses where live = ''`))!.n)

test.group('Import in the browser', (group) => {
  let browser: Browser
  let page: Page
  group.setup(async () => {
    browser = await openBrowser()
    page = await openPage(browser)
    await signIn(page)
    return () => browser.close()
  })

  const open = (name: string, content: string | Buffer) =>
    page
      .locator('input[type=file]')
      .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(content) })
  const press = (name: string) => page.getByRole('button', { name }).click()
  const read = (text: string | RegExp) => page.getByText(text).waitFor({ timeout: WRITTEN_MS })

  test('all rows come in once, with progress, and can be found by their initials', async ({
    assert,
  }) => {
    await page.goto(at('/r/dictionary.diagnoses'))
    await page.getByRole('button', { name: /更多/ }).first().click()
    await page.getByRole('menuitem', { name: /导入/ }).click()
    await open('icd10.csv', list())
    await press('检查数据')
    await read(`检查通过，共 ${digits(ROWS)} 行`)
    const before = await diagnoses()
    await press('开始导入')
    await read(new RegExp(`[1-9][\\d,]* / ${digits(ROWS)} 行`))
    // The address leads back to it.
    await page.reload()
    await read('导入完成')
    const made = (await diagnoses()) - before
    await read(`新增 ${digits(made)} 条`)
    assert.isAtLeast(made, ROWS - before)
    assert.isAtLeast(await diagnoses(), ROWS)
    assert.isEmpty(await seriousProblems(page))

    await page.goto(at('/r/dictionary.diagnoses'))
    await page.getByPlaceholder('搜索诊断').fill('rsqtnb')
    await page.getByText('妊娠期糖尿病', { exact: true }).first().waitFor()
  }).timeout(2 * WRITTEN_MS)

  test('a second time changes nothing', async ({ assert }) => {
    const state = async () => [
      await count('core__revisions'),
      await count('core__outbox'),
      Number((await row(sql`select sum(version) as n from dictionary__diagnoses`))!.n),
    ]
    const before = await state()
    await page.goto(at('/r/dictionary.diagnoses/import'))
    await open('icd10.csv', list())
    await press('检查数据')
    await read(`新增 0 条 · 将更新 0 条 · ${digits(ROWS)} 条没有变化`)
    await press('开始导入')
    await read('导入完成')
    await read(`新增 0 条 · 更新 0 条 · ${digits(ROWS)} 条没有变化`)
    const [revisions, , versions] = await state()
    assert.equal(versions, before[2])
    // The jobs themselves are records, too; no diagnosis has a new revision.
    assert.isAtMost(revisions! - before[0]!, 10)
  }).timeout(2 * WRITTEN_MS)

  test('every bad cell is named by row and column, and nothing is imported', async ({ assert }) => {
    const before = await diagnoses()
    const lines = Array.from({ length: 100 }, (_, i) =>
      i % 5 === 0 ? `BAD${i},${'长'.repeat(256)}` : `BAD${i},第 ${i} 条`
    )
    await page.goto(at('/r/dictionary.diagnoses/import'))
    await open('bad.csv', ['诊断编码,诊断名称', ...lines].join('\r\n'))
    await press('检查数据')
    await read('20 处问题')
    const cells = await page.locator('.ant-table-tbody tr.ant-table-row').allInnerTexts()
    const expected = lines.flatMap((_, i) =>
      i % 5 === 0 ? [`${i + 2} 诊断名称 最多 255 个字`] : []
    )
    assert.deepEqual(
      cells.map((text) => text.replace(/\s+/g, ' ').trim()),
      expected
    )
    assert.equal(await diagnoses(), before)
    assert.isEmpty(await seriousProblems(page))
    await page.setViewportSize({ width: 375, height: 812 })
    assert.isAtMost(await overflow(page), 0)
  })
})
