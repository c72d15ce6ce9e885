/**
 * `npm run bench [part …]`: the speed of the product beside endpoints written by hand, in the same run on the same
 * database. Prints ratios and, when everything was run, writes docs/benchmarks.md.
 */
import type { Comparison } from './compare.ts'
import { comparisons } from './comparisons.ts'
import { startProduct, type Product } from './product.ts'
import { report, type Results } from './report.ts'
import { quick } from './settings.ts'
import { pages, picker, type Picked } from './single.ts'

const parts = process.argv.slice(2)
const wanted = (name: string) => parts.length === 0 || parts.includes(name)
const IDLE_MS = 10_000

function sayComparison({ name, product, other, throughput, cpu }: Comparison): void {
  const side = ({ perSecond, cpuMs }: Comparison['product']) =>
    `${perSecond.toFixed(0).padStart(6)}/s ${cpuMs.toFixed(2)} ms`
  console.log(
    `${name.padEnd(22)} product ${side(product)}   by hand ${side(other)}   throughput × ${throughput.toFixed(2)}   cpu × ${cpu.toFixed(2)}`
  )
}

function sayPicked(database: string, picked: readonly Picked[]): void {
  for (const { search, found, p50, p95 } of picked)
    console.log(
      `picker on ${database}: ${search.padEnd(8)} finds ${found}; p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms`
    )
}

async function idle({ server }: Product): Promise<Results['idle']> {
  await new Promise((resume) => setTimeout(resume, IDLE_MS))
  const result = { bootMs: server.bootMs, residentMb: server.residentMb() }
  console.log(`boot ${result.bootMs.toFixed(0)} ms, idle ${result.residentMb.toFixed(0)} MB`)
  return result
}

const results: Partial<Results> = { comparisons: [] }

const product = await startProduct('mysql')
if (wanted('idle')) results.idle = await idle(product)
if (wanted('picker')) {
  results.mysqlPicker = await picker(product)
  sayPicked('MariaDB', results.mysqlPicker)
}
if (wanted('pages')) {
  results.pages = await pages(product)
  const { firstMs, farMs } = results.pages
  console.log(
    `page 1 ${firstMs.toFixed(1)} ms, page 2,000 ${farMs.toFixed(1)} ms: × ${(farMs / firstMs).toFixed(2)}`
  )
}
await comparisons(product, wanted, (comparison) => {
  results.comparisons!.push(comparison)
  sayComparison(comparison)
})
await product.server.stop()

if (wanted('picker')) {
  const onSqlite = await startProduct('sqlite')
  results.sqlitePicker = await picker(onSqlite)
  sayPicked('SQLite', results.sqlitePicker)
  await onSqlite.server.stop()
}
if (parts.length === 0 && !quick) await report(results as Results)
