/** Rows of a resource's table as statements, with their shadow columns: a single one or many at a time. */
import { insertInto, join, name, sql } from '#app/database/sql.ts'
import { dialect, execute, executeWith, post } from '#app/database/store.ts'
import { letOthersRun } from '#app/database/slices.ts'
import { storedNow } from '#app/database/instant.ts'
import type { DbValue } from '../fields/field_type.ts'
import type { Resource } from '../resource.ts'
import type { Values } from '../values.ts'
import { ShadowColumns } from './shadow_columns.ts'
import { mayConflict, refusingConflicts } from './unique.ts'

/** Values of one statement: SQLite's hold the process while they run, so that they are kept short there. */
const MOST_VALUES = { sqlite: 3000, mysql: 30_000 }

/** New rows; a violated constraint is the refusal it means. */
export async function insertRows(
  resource: Resource,
  records: readonly Values[],
  shadows: ShadowColumns
): Promise<void> {
  const first = storedRow(resource, records[0]!, shadows)
  const columns = Object.keys(first)
  const size = Math.max(1, Math.floor(MOST_VALUES[dialect()] / columns.length))
  for (let at = 0; at < records.length; at += size) {
    const lines = records.slice(at, at + size).map((values) => {
      const row = storedRow(resource, values, shadows)
      return columns.map((columnName) => row[columnName] ?? null)
    })
    await refusingConflicts(resource, () => execute(insertInto(resource.table, columns, lines)))
    if (records.length > 1) await letOthersRun()
  }
}

/** Every column of a new row, shadow columns included. */
function storedRow(
  resource: Resource,
  values: Values,
  shadows: ShadowColumns
): Record<string, DbValue> {
  const names = resource.storedFields.map((field) => field.name)
  return { ...columnsOf(resource, values, names, shadows), live: '' }
}

/** The columns of some fields of a record, as they are stored. */
export function columnsOf(
  resource: Resource,
  values: Values,
  names: readonly string[],
  shadows: ShadowColumns
): Record<string, DbValue> {
  const columns: Record<string, DbValue> = {}
  for (const fieldName of names) {
    const field = resource.field(fieldName)!
    const value = values[fieldName] ?? null
    columns[field.column] = field.toDb(value)
    Object.assign(columns, shadows.of(field, value))
  }
  return columns
}

/** Sets columns of one row under its next version. */
export async function updateRow(
  resource: Resource,
  id: string,
  columns: Record<string, DbValue>,
  version: number,
  user: string | undefined
): Promise<void> {
  const at = storedNow()
  const system = { version, updated_at: at, updated_by: user ?? null }
  await setColumns(resource, id, { ...columns, ...system })
}

/** A new row, and what is asked of it at once; a violated constraint is the refusal it means. */
export async function insertRow(
  resource: Resource,
  values: Values,
  check: () => Promise<void>
): Promise<void> {
  const row = storedRow(resource, values, new ShadowColumns())
  const insert = insertInto(resource.table, Object.keys(row), [Object.values(row)])
  await refusingConflicts(resource, () => executeWith(insert, check))
}

/** Sets columns of one row; a violated constraint is the refusal it means. */
export async function setColumns(
  resource: Resource,
  id: string,
  columns: Record<string, DbValue>
): Promise<void> {
  const sets = Object.entries(columns).map(
    ([columnName, value]) => sql`${name(columnName)} = ${value}`
  )
  const change = sql`update ${name(resource.table)} set ${join(sets)} where id = ${id}`
  if (!mayConflict(resource, Object.keys(columns))) return post(change)
  await refusingConflicts(resource, () => executeWith(change, async () => {}))
}
