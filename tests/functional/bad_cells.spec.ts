/** A file with a bad cell of every field type that sheets have: each is named by row and column, nothing is imported. */
import { test } from '@japa/runner'
import Excel from 'exceljs'
import type { FieldDefinition } from '@xinglin/contracts'
import { NOT_IN_SHEETS } from '#app/transfer/cell_value.ts'
import { allFieldTypes } from '#app/resources/fields/registry.ts'
import { name, sql } from '#app/database/sql.ts'
import { row } from '#app/database/store.ts'
import { clientOf, makePerson, makeRole, type Client } from '#tests/people.ts'
import { bearer, importTable } from '#tests/transfers.ts'
import { makeResources, resourceOf } from './exam_resource.ts'
import { SAMPLES } from './field_samples.ts'

const RELATIONS: Record<string, FieldDefinition> = {
  department: { type: 'belongsTo', target: 'core.departments' },
  readers: { type: 'manyToMany', target: 'core.departments' },
  above: { type: 'parent' },
}
const fields: Record<string, FieldDefinition> = {
  needed: { type: 'string', required: true },
  secret: { type: 'password' },
  ...Object.fromEntries(Object.entries(SAMPLES).map(([field, { field: of }]) => [field, of])),
  richText: { type: 'richText', max: 20 },
  filled: { type: 'string' },
  ...RELATIONS,
}
const cells = resourceOf('cells.sheets', fields, 'needed')

/** By field a cell that is wrong, and the code that says how. */
const WRONG: readonly [field: string, cell: string, code: string][] = [
  ['needed', '', 'E_REQUIRED'],
  ['string', '好'.repeat(256), 'E_LENGTH'],
  ['code', 'A', 'E_LENGTH'],
  ['code', 'A B', 'E_PATTERN'],
  ['text', '长'.repeat(100_001), 'E_LENGTH'],
  ['richText', '长'.repeat(21), 'E_LENGTH'],
  ['integer', '1.5', 'E_TYPE'],
  ['small', '9', 'E_RANGE'],
  ['decimal', '十二', 'E_TYPE'],
  ['ratio', '2', 'E_RANGE'],
  ['money', '12.345', 'E_TYPE'],
  ['boolean', '也许', 'E_TYPE'],
  ['date', '2026-02-30', 'E_TYPE'],
  ['time', '25:00', 'E_PATTERN'],
  ['datetime', '昨天', 'E_TYPE'],
  ['choice', '绿', 'E_INVALID'],
  ['choices', 'a、绿', 'E_INVALID'],
  ['json', '{', 'E_TYPE'],
  ['email', 'wang', 'E_PATTERN'],
  ['mobile', '138', 'E_PATTERN'],
  ['idCard', '110105194912310021', 'E_PATTERN'],
  ['url', 'javascript:alert(1)', 'E_PATTERN'],
  ['region', '999999', 'E_INVALID'],
  ['city', '440103', 'E_INVALID'],
  ['protectedName', '好'.repeat(256), 'E_LENGTH'],
  ['protectedMobile', '1', 'E_PATTERN'],
  ['protectedId', '110105194912310021', 'E_PATTERN'],
  ['secret', 'x'.repeat(129), 'E_LENGTH'],
  ['department', '没有的科室', 'E_RELATION'],
  ['readers', '没有的科室', 'E_RELATION'],
  ['above', '没有的一行', 'E_RELATION'],
]
/** Long cells do not go into a workbook. */
const LONGEST_IN_WORKBOOK = 32_767

const heading = (field: string) => `列·${field}`
const columns = Object.keys(fields)

/** A good row first and last, between them the bad ones; each bad row has one bad cell. */
function table(wrong: readonly (readonly [string, string, string])[]): string[][] {
  const line = (needed: string, cell?: readonly [string, string, string]) =>
    columns.map((field) => {
      if (cell?.[0] === field) return cell[1]
      // A row without any cell would be none.
      return field === 'needed' || field === 'filled' ? needed : ''
    })
  return [
    columns.map(heading),
    line('好的一行'),
    ...wrong.map((cell, i) => line(`第${i}行`, cell)),
    line('也好的一行'),
  ]
}

function csvOf(lines: readonly string[][]): string {
  const cell = (text: string) => `"${text.replaceAll('"', '""')}"`
  return lines.map((line) => line.map(cell).join(',')).join('\r\n')
}

/** Chinese texts in the encoding of old spreadsheets: Node writes none, so it is turned round from its reader. */
function gb18030(text: string): Buffer<ArrayBuffer> {
  const bytes = new Map<string, number[]>()
  const decoder = new TextDecoder('gb18030')
  for (let high = 0x81; high <= 0xfe; high++)
    for (let low = 0x40; low <= 0xfe; low++) {
      const pair = [high, low]
      const character = decoder.decode(Uint8Array.from(pair))
      if (low !== 0x7f && [...character].length === 1) bytes.set(character, pair)
    }
  return Buffer.from(
    [...text].flatMap((character) =>
      character.codePointAt(0)! < 128 ? [character.codePointAt(0)!] : bytes.get(character)!
    )
  )
}

async function workbook(lines: readonly string[][]): Promise<Buffer<ArrayBuffer>> {
  const book = new Excel.Workbook()
  book.addWorksheet('表').addRows(lines as string[][])
  return Buffer.from(await book.xlsx.writeBuffer()) as Buffer<ArrayBuffer>
}

const FILES = {
  'a.csv in UTF-8': async () => ({ wrong: WRONG, content: csvOf(table(WRONG)) }),
  'b.csv in UTF-8 with its mark': async () => ({
    wrong: WRONG,
    content: `\ufeff${csvOf(table(WRONG))}`,
  }),
  'c.csv in GB18030': async () => ({ wrong: WRONG, content: gb18030(csvOf(table(WRONG))) }),
  'd.xlsx': async () => {
    const wrong = WRONG.filter(([, cell]) => cell.length <= LONGEST_IN_WORKBOOK)
    return { wrong, content: await workbook(table(wrong)) }
  },
}

test.group('Bad cells', (group) => {
  let importer: Client
  let headers: Record<string, string>

  group.setup(async () => {
    await makeResources(cells)
    const admin = await clientOf('admin')
    const on = (resource: string, actions: string[]) =>
      actions.map((action) => ({ resource, action }))
    const role = await makeRole(admin, '导入坏表', [
      ...on('cells.sheets', ['list', 'pick', 'create', 'import']),
      ...on('core.departments', ['pick']),
    ])
    const { login } = await makePerson(admin, `cells-${Date.now()}`, [role])
    ;[importer, headers] = [await clientOf(login), await bearer(login)]
  })

  test('there is one of every field type that sheets have', ({ assert }) => {
    const tried = new Set(WRONG.map(([field]) => fields[field]!.type as string))
    const made = ['sequence', 'computed']
    assert.sameMembers(
      [...tried],
      allFieldTypes()
        .map(({ type }) => type)
        .filter((type) => !NOT_IN_SHEETS.has(type) && !made.includes(type))
    )
  })

  for (const [file, make] of Object.entries(FILES)) {
    test(`of ${file} are named, each, and nothing is imported`, async ({ assert }) => {
      const mapping = Object.fromEntries(columns.map((field) => [heading(field), field]))
      const { wrong, content } = await make()
      assert.isAtLeast(wrong.length, 20)
      const plan = { mapping, mode: 'create' }
      const [fileName] = file.split(' ') as [string]
      for (const dryRun of [true, false]) {
        const job = await importTable(
          importer,
          headers,
          'cells.sheets',
          content,
          { ...plan, dryRun },
          fileName
        )
        assert.equal(job.state, 'failed', JSON.stringify(job))
        assert.deepEqual(
          job.errors.map((each: { row: number; column: string; code: string }) => [
            each.row,
            each.column,
            each.code,
          ]),
          wrong.map(([field, , code], i) => [i + 3, heading(field), code])
        )
        for (const { message } of job.errors) assert.isNotEmpty(message)
        const written = await row(sql`select count(*) as n from ${name('cells__sheets')}`)
        assert.equal(Number(written!.n), 0)
      }
    })
  }
})
