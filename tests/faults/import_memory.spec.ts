/** Importing very many rows costs little memory, whatever the file is. */
import { test } from '@japa/runner'
import { setTimeout as sleep } from 'node:timers/promises'
import Excel from 'exceljs'
import { isOver, Server } from './server.ts'

const ROWS = 100_000
const WARM_UP = 2000
const MOST = 200 * 1024 ** 2

const HEADINGS = ['code', 'name']
const rowOf = (prefix: string, i: number) => [
  `${prefix}${String(i).padStart(6, '0')}`,
  `妊娠期合并症第${i}种`,
]

function csv(prefix: string, count: number): string {
  const lines = Array.from({ length: count }, (_, i) => rowOf(prefix, i).join(','))
  return [HEADINGS.join(','), ...lines].join('\n')
}

async function xlsx(prefix: string, count: number): Promise<Buffer<ArrayBuffer>> {
  const book = new Excel.Workbook()
  const sheet = book.addWorksheet('诊断')
  sheet.addRow(HEADINGS)
  for (let i = 0; i < count; i++) sheet.addRow(rowOf(prefix, i))
  return Buffer.from(await book.xlsx.writeBuffer())
}

async function importRows(
  server: Server,
  content: string | Buffer<ArrayBuffer>,
  name: string
): Promise<{ job: any; highest: number }> {
  const fileId = await server.upload(content, name)
  const { data } = await server.call('POST', '/api/resources/dictionary.diagnoses/imports', {
    fileId,
    mapping: { code: 'code', name: 'name' },
    mode: 'create',
  })
  let highest = 0
  for (;;) {
    highest = Math.max(highest, server.memory)
    const job = await server.job(data.jobId)
    if (isOver(job)) return { job, highest }
    await sleep(100)
  }
}

test.group('memory of an import', () => {
  test('{$self} of 100,000 rows costs at most 200 MB')
    .with(['csv', 'xlsx'] as const)
    .run(async ({ assert, cleanup }, format) => {
      const make = format === 'csv' ? csv : xlsx
      const [few, many] = [await make('W', WARM_UP), await make('M', ROWS)]
      const server = await Server.fresh()
      cleanup(() => server.remove())
      await server.start()
      await importRows(server, few, `few.${format}`)
      const before = server.memory
      const { job, highest } = await importRows(server, many, `many.${format}`)
      assert.equal(job.state, 'done', JSON.stringify(job))
      assert.equal(job.result.created, ROWS)
      const rise = highest - before
      assert.isBelow(rise, MOST, `rose by ${mb(rise)}`)
    })
    .timeout(600_000)
})

function mb(bytes: number): string {
  return `${Math.round(bytes / 1024 ** 2)} MB`
}
