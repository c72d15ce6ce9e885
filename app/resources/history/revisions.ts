/** A record's versions, as far as the caller may read the record. */
import { and, column, join, name, sql } from '#app/database/sql.ts'
import { row, rows, type Row } from '#app/database/store.ts'
import { rulesReading, type Grant } from '#app/access/grant.ts'
import { looking } from '#app/audit/look.ts'
import { Refusal } from '#app/errors/refusal.ts'
import { fromStored } from '#app/database/instant.ts'
import { Compiler } from '../query/compiler.ts'
import { isRecordId } from '#app/database/record_id.ts'
import type { Resource } from '../resource.ts'
import type { RevisionAction } from '../trail.ts'
import type { Values } from '../values.ts'
import { labelPeople, labelReferences } from './references.ts'

export interface Revision {
  n: number
  at: string
  /** null: the system; without a label where the person is not the reader's to see. */
  by: { id: string; label: string | null } | null
  action: RevisionAction
  before: Values | null
  after: Values | null
}

const MOST = 500

/** Newest first, each with the changed values of the fields the actor may read on this row. */
export async function revisions(grant: Grant, id: string): Promise<Revision[]> {
  if (!isRecordId(id)) throw new Refusal('E_NOT_FOUND')
  return looking(grant, id, async () => {
    const shown = await readableFields(grant, id)
    const found =
      await rows(sql`select r.n, r.created_at, r.action, r.by_user, ${column('r', 'before')} as old_values, ${column('r', 'after')} as new_values
      from core__revisions r
      where r.record = ${id} and r.resource = ${grant.resource.name} order by r.n desc limit ${MOST}`)
    const all = found.map((line) => toRevision(line, shown))
    await labelReferences(
      grant,
      all.flatMap(({ before, after }) => [before, after].filter((values) => values !== null))
    )
    await labelPeople(
      grant,
      all.flatMap(({ by }) => by ?? [])
    )
    return all
  })
}

function toRevision(line: Row, shown: ReadonlySet<string>): Revision {
  return {
    n: Number(line.n),
    at: fromStored(line.created_at as string),
    by: line.by_user ? { id: line.by_user as string, label: null } : null,
    action: line.action as RevisionAction,
    before: only(shown, line.old_values),
    after: only(shown, line.new_values),
  }
}

function only(shown: ReadonlySet<string>, stored: unknown): Values | null {
  if (stored === null) return null
  const values = JSON.parse(stored as string) as Values
  return Object.fromEntries(Object.entries(values).filter(([field]) => shown.has(field)))
}

/** The names of the fields whose cells on this one row the grant shows. 404 for a row it does not cover. */
export async function readableFields(grant: Grant, id: string): Promise<ReadonlySet<string>> {
  const compiler = new Compiler(grant.actor)
  const source = compiler.source(grant.resource, grant.rules)
  const fields = [...grant.resource.fields.keys()]
  const flags = fields.map((field, i) => {
    const shown = compiler.covers(source, rulesReading(grant.rules, field))
    return sql`case when ${shown} then 1 else 0 end as ${name(`f${i}`)}`
  })
  const where = and([sql`${column(source.alias, 'id')} = ${id}`, compiler.rows(source)])
  const found = await row(
    sql`select ${join(flags)} from ${name(grant.resource.table)} ${name(source.alias)} where ${where}`
  )
  if (!found) throw new Refusal('E_NOT_FOUND')
  return new Set(fields.filter((_field, i) => Number(found[`f${i}`]) === 1))
}

/**
 * What the fields held after version n that have changed since.
 * @throws 404 when there was no such version, 422 when it is a deletion: that is no state to go back to
 */
export async function valuesAsOf(resource: Resource, id: string, n: number): Promise<Values> {
  const found = await rows(
    sql`select n, action, ${name('before')} as old_values from core__revisions
      where resource = ${resource.name} and record = ${id} and n >= ${n} order by n desc`
  )
  if (Number(found.at(-1)?.n) !== n) throw new Refusal('E_NOT_FOUND')
  if (found.at(-1)!.action === 'delete')
    throw new Refusal([{ code: 'E_INVALID', field: 'n', meta: { reason: 'deletion' } }])
  const values: Values = {}
  for (const line of found) {
    // Moving to the recycle bin and back changes no field.
    if (Number(line.n) === n || line.action !== 'update') continue
    Object.assign(values, JSON.parse(line.old_values as string))
  }
  return values
}
