/** Writes docs/benchmarks.md: what was asked, on what kind of machine, and what came out. */
import { readFile, writeFile } from 'node:fs/promises'
import { availableParallelism, loadavg, totalmem } from 'node:os'
import { createConnection, type RowDataPacket } from 'mysql2/promise'
import type { Comparison } from './compare.ts'
import { CONNECTIONS, DATABASE, PAGE_SIZE, SIZES } from './settings.ts'
import type { Pages, Picked } from './single.ts'

export interface Results {
  comparisons: Comparison[]
  pages: Pages
  mysqlPicker: Picked[]
  sqlitePicker: Picked[]
  idle: { bootMs: number; residentMb: number }
}

/** The least share of the other's throughput, and the most processor time, that the product sets itself. */
const GOALS: Record<string, { throughput: number; cpu?: number }> = {
  'list': { throughput: 0.8, cpu: 2.5 },
  'list with a relation': { throughput: 0.75 },
  'get': { throughput: 0.7 },
  'create': { throughput: 0.4 },
  'update': { throughput: 0.4 },
}
const FILE = new URL('../docs/benchmarks.md', import.meta.url)
const START = '<!-- numbers: written by npm run bench -->'
const END = '<!-- end of numbers -->'

/** Replaces the numbers in the document; its words stay. */
export async function report(results: Results): Promise<void> {
  const document = await readFile(FILE, 'utf8')
  const before = document.slice(0, document.indexOf(START) + START.length)
  const after = document.slice(document.indexOf(END))
  await writeFile(FILE, `${before}\n\n${await numbers(results)}\n\n${after}`)
}

async function numbers(results: Results): Promise<string> {
  const { pages, mysqlPicker, sqlitePicker, idle } = results
  return [
    await circumstances(),
    table(
      ['', 'product', 'by hand', 'throughput', 'goal', 'CPU', 'goal'],
      results.comparisons.map(comparisonLine)
    ),
    `Both sides: answers a second, and processor time of the server a request. The last columns are product ÷ by hand.`,
    table(
      ['search', 'database', 'finds', 'p50', 'p95', 'goal'],
      [
        ...mysqlPicker.map((picked) => pickedLine('MariaDB', picked)),
        ...sqlitePicker.map((picked) => pickedLine('SQLite', picked)),
      ]
    ),
    table(
      ['', 'measured', 'goal'],
      [
        [
          `page 2,000 of ${SIZES.deepRows.toLocaleString('en')} rows`,
          `${ms(pages.farMs)}, page 1 ${ms(pages.firstMs)}: × ${(pages.farMs / pages.firstMs).toFixed(2)}`,
          '≤ 3 × page 1',
        ],
        ['boot to the first answer', ms(idle.bootMs), '≤ 1,000 ms'],
        ['memory of an idle server', `${idle.residentMb.toFixed(0)} MB`, '≤ 200 MB'],
      ]
    ),
  ].join('\n\n')
}

async function circumstances(): Promise<string> {
  const { name: _, ...account } = DATABASE
  const connection = await createConnection(account)
  const [[row]] = await connection.query<RowDataPacket[]>('select version() as version')
  await connection.end()
  const gigabytes = Math.round(totalmem() / 2 ** 30)
  return `${new Date().toISOString().slice(0, 10)}; ${availableParallelism()} cores and ${gigabytes} GB for server, database and asking side together; Node ${process.versions.node}, database ${row!.version}. Load of the machine over the last quarter of an hour: ${loadavg()[2]!.toFixed(1)}. ${SIZES.rounds} rounds of ${SIZES.seconds} s, ${CONNECTIONS} connections, pages of ${PAGE_SIZE}.`
}

function comparisonLine({ name, product, other, throughput, cpu }: Comparison): string[] {
  const side = ({ perSecond, cpuMs }: Comparison['product']) =>
    `${perSecond.toFixed(0)}/s, ${cpuMs.toFixed(2)} ms`
  const goal = GOALS[name]
  return [
    name,
    side(product),
    side(other),
    throughput.toFixed(2),
    goal ? `≥ ${goal.throughput.toFixed(2)}` : '',
    cpu.toFixed(2),
    goal?.cpu ? `≤ ${goal.cpu.toFixed(1)}` : '',
  ]
}

function pickedLine(database: string, { search, found, p50, p95 }: Picked): string[] {
  return [`\`${search}\``, database, String(found), ms(p50), ms(p95), '≤ 100 ms']
}

function ms(value: number): string {
  return `${value < 100 ? value.toFixed(1) : value.toFixed(0)} ms`
}

function table(head: string[], lines: string[][]): string {
  return [head, head.map(() => '---'), ...lines]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n')
}
