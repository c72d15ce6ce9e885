/** One number of an aggregate: exact on both databases, never a float on the way. */
import { name, sql, type Sql } from '#app/database/sql.ts'
import { dialect, type Row } from '#app/database/store.ts'
import { fromScaled } from '../fields/decimal/decimal_text.ts'
import type { Compiler, Source } from '../query/compiler.ts'
import { invalidQuery } from '../query/query.ts'
import type { ResourceField } from '../resource.ts'
import type { Metric } from './request.ts'

export interface CompiledMetric {
  /** Its name in the answer: `count`, `sum.amount`. */
  key: string
  columns: Sql[]
  read(row: Row): unknown
}

/** An average has this many digits more than its field. */
const FINER = 2

export function compileMetric(
  compiler: Compiler,
  source: Source,
  { fn, field: path }: Metric,
  index: number
): CompiledMetric {
  const alias = `m${index}`
  if (path === null)
    return {
      key: fn,
      columns: [sql`count(*) as ${name(alias)}`],
      read: (row) => Number(row[alias]),
    }
  const key = `${fn}.${path}`
  const { expression, field } = compiler.value(source, path)
  if (fn === 'count')
    return {
      key,
      columns: [sql`count(${expression}) as ${name(alias)}`],
      read: (row) => Number(row[alias]),
    }
  if (!field.type.metrics?.includes(fn)) throw invalidQuery({ field: path, fn })
  if (fn === 'min' || fn === 'max') {
    const call = fn === 'min' ? sql`min(${expression})` : sql`max(${expression})`
    return {
      key,
      columns: [sql`${call} as ${name(alias)}`],
      read: (row) => field.fromDb(row[alias]),
    }
  }
  return { key, ...total(expression, field, fn, alias) }
}

function total(
  expression: Sql,
  field: ResourceField,
  fn: 'sum' | 'avg',
  alias: string
): Pick<CompiledMetric, 'columns' | 'read'> {
  const scale = isDecimal(field) ? (field.type.column(field)!.scale ?? 0) : 0
  return {
    columns: [sql`count(${expression}) as ${name(`${alias}_n`)}`, ...sumColumns(expression, alias)],
    read: (row) => {
      const count = BigInt(String(row[`${alias}_n`]))
      if (count === 0n) return null
      const sum = readSum(row, alias, scale)
      if (fn === 'avg') return fromScaled(divided(sum * 10n ** BigInt(FINER), count), scale + FINER)
      return isDecimal(field) ? fromScaled(sum, scale) : asNumber(sum)
    },
  }
}

const isDecimal = (field: ResourceField) => field.type.column(field)?.kind === 'decimal'

/** SQLite adds in 64 bits and fails beyond: high and low halves are added apart. MySQL adds decimals of any size. */
function sumColumns(expression: Sql, alias: string): Sql[] {
  if (dialect() === 'mysql')
    return [sql`cast(sum(${expression}) as char) as ${name(`${alias}_sum`)}`]
  return [
    sql`cast(sum(${expression} >> 32) as text) as ${name(`${alias}_high`)}`,
    sql`cast(sum(${expression} & 4294967295) as text) as ${name(`${alias}_low`)}`,
  ]
}

function readSum(row: Row, alias: string, scale: number): bigint {
  if (dialect() === 'sqlite')
    return (
      BigInt(row[`${alias}_high`] as string) * 4294967296n + BigInt(row[`${alias}_low`] as string)
    )
  const [whole, fraction = ''] = (row[`${alias}_sum`] as string).split('.') as [string, string?]
  return BigInt(whole + fraction.padEnd(scale, '0').slice(0, scale))
}

/** Rounded half away from zero, as people round. */
function divided(amount: bigint, count: bigint): bigint {
  const half = amount < 0n ? -count : count
  return (amount * 2n + half) / (count * 2n)
}

/** A number that JSON carries exactly, else its digits. */
function asNumber(sum: bigint): number | string {
  const number = Number(sum)
  return Number.isSafeInteger(number) ? number : sum.toString()
}
