/** A record as it is stored, for the write path: every column, locked, without labels. */
import { and, column, join, name, sql, type Sql } from '#app/database/sql.ts'
import { forUpdate, rows, type Row } from '#app/database/store.ts'
import { Compiler, type Source } from '../query/compiler.ts'
import { rulesFor, rulesWriting, type Grant, type Rule } from '#app/access/grant.ts'
import { isGroup, type Filters } from '@xinglin/contracts'
import { Refusal } from '#app/errors/refusal.ts'
import { hasOwnModel } from '../model.ts'
import type { Resource } from '../resource.ts'
import type { Values } from '../values.ts'

export interface StoredRecord {
  id: string
  version: number
  values: Values
}

/**
 * Locks the record for a write under the grant. 404 when the caller may not see it; 403 when they may see it but no
 * rule of the grant covers it, or covers it with a right to write one of the `written` fields.
 */
export async function lockRecord(
  grant: Grant,
  id: string,
  written: readonly string[],
  deleted = false
): Promise<StoredRecord> {
  const compiler = new Compiler(grant.actor)
  const source = compiler.source(grant.resource, null)
  const allowed = writable(compiler, source, grant, written)
  const seen = compiler.covers(source, [
    ...grant.rules,
    ...rulesFor(grant.actor, grant.resource.name, 'read'),
    ...rulesFor(grant.actor, grant.resource.name, 'list'),
  ])
  const table = sql`${name(grant.resource.table)} ${name(source.alias)}`
  const found = and([
    sql`${column(source.alias, 'id')} = ${id}`,
    compiler.rows(source, deleted),
    seen,
  ])
  const statement = sql`select ${storedColumns(grant.resource, source.alias)}, case when ${allowed} then 1 else 0 end as allowed from ${table} where ${found}`
  const [row] = await rows(forUpdate(statement))
  if (!row) throw new Refusal('E_NOT_FOUND')
  if (Number(row.allowed) !== 1) throw new Refusal('E_FORBIDDEN')
  return toStoredRecord(grant.resource, row)
}

/** Checks the row as it now is: after a write it must still be one that the same rules cover. */
export async function checkWritten(
  grant: Grant,
  id: string,
  written: readonly string[]
): Promise<void> {
  if (grant.rules.every((rule) => rule.scope === null)) return
  const compiler = new Compiler(grant.actor)
  const source = compiler.source(grant.resource, null)
  const allowed = writable(compiler, source, grant, written)
  const [row] = await rows(
    sql`select case when ${allowed} then 1 else 0 end as allowed from ${name(grant.resource.table)} ${name(source.alias)} where ${column(source.alias, 'id')} = ${id}`
  )
  if (Number(row?.allowed) !== 1) throw new Refusal('E_FORBIDDEN')
}

/**
 * Whether a record of which only these fields were changed may have left the rules that covered it when it was locked.
 * It cannot where no scope looks at one of them; a scope that looks through a relation may come back to the record.
 */
export function mayLeaveScope({ resource, rules }: Grant, changed: readonly string[]): boolean {
  // Hooks of a plugin's model may have written other fields.
  if (hasOwnModel(resource)) return true
  const looksAt = (filters: Filters): boolean =>
    filters.some((filter) =>
      isGroup(filter)
        ? looksAt(filter.value)
        : filter.field.includes('.') || changed.includes(filter.field) || TOUCHED.has(filter.field)
    )
  return rules.some(({ scope }) => scope !== null && looksAt(scope))
}

/** Changed by every write. */
const TOUCHED = new Set(['version', 'updatedAt', 'updatedBy'])

/** Field and scope must come from the same role, for each field that is written. */
export function writable(
  compiler: Compiler,
  source: Source,
  grant: Grant,
  written: readonly string[]
): Sql {
  const lists = new Map<string, readonly Rule[]>()
  for (const field of written) {
    const rules = rulesWriting(grant.rules, field)
    lists.set(rules.map((rule) => grant.rules.indexOf(rule)).join(), rules)
  }
  const needed = lists.size > 0 ? [...lists.values()] : [grant.rules]
  return and(needed.map((rules) => compiler.covers(source, rules)))
}

/** Fields of its own that have a column in its table. */
export function ownNames(resource: Resource): string[] {
  return resource.storedFields.filter((field) => !field.system).map((field) => field.name)
}

export function storedColumns(resource: Resource, alias: string): Sql {
  return join(
    resource.storedFields.map((field, i) => sql`${column(alias, field.column)} as ${name(`c${i}`)}`)
  )
}

export function toStoredRecord(resource: Resource, row: Row): StoredRecord {
  const values = Object.fromEntries(
    resource.storedFields.map((field, i) => [field.name, field.fromDb(row[`c${i}`])])
  )
  return { id: values.id as string, version: values.version as number, values }
}

/** The values as a revision keeps them: what leaves the server, without what never does. */
export function revisionValues(
  resource: Resource,
  values: Values,
  names: readonly string[]
): Values {
  const shown = names.flatMap((fieldName) => {
    const field = resource.field(fieldName)!
    const value = field.type.toJson
      ? field.type.toJson(values[fieldName], field)
      : values[fieldName]
    return value === undefined ? [] : [[fieldName, value] as const]
  })
  return Object.fromEntries(shown)
}
