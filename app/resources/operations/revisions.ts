import { and, column, join, name, sql } from '#app/database/sql.ts'
import { dialect, row, rows } from '#app/database/store.ts'
import { rulesReading, type Grant } from '#app/access/grant.ts'
import { Refusal } from '#app/errors/refusal.ts'
import { fromStored } from '../fields/datetime/instant.ts'
import { Compiler } from '../query/compiler.ts'
import { isRecordId } from '../record_id.ts'

export interface Revision {
  n: number
  at: string
  by: { id: string; label: string | null } | null
  action: string
  before: Record<string, unknown> | null
  after: Record<string, unknown> | null
}

/** A record's versions, newest first, each with the changed values of the fields the actor may read on this row. */
export async function revisions(grant: Grant, id: string): Promise<Revision[]> {
  const shown = await readableFields(grant, id)
  const found =
    await rows(sql`select r.n, r.created_at, r.action, r.by_user, u.name, ${column('r', 'before')} as b, ${column('r', 'after')} as a
    from core__revisions r left join core__users u on u.id = r.by_user
    where r.record = ${id} and r.resource = ${grant.resource.name} order by r.n desc limit 500`)
  return found.map((line) => ({
    n: Number(line.n),
    at: fromStored(line.created_at as string, dialect()),
    by: line.by_user ? { id: line.by_user as string, label: line.name as string | null } : null,
    action: line.action as string,
    before: only(shown, line.b),
    after: only(shown, line.a),
  }))
}

/** The names of the fields whose cells on this one row the grant shows. 404 for a row it does not cover. */
async function readableFields(grant: Grant, id: string): Promise<ReadonlySet<string>> {
  if (!isRecordId(id)) throw new Refusal('E_NOT_FOUND')
  const compiler = new Compiler(grant.actor)
  const source = compiler.source(grant.resource, grant.rules)
  const fields = [...grant.resource.fields.keys()]
  const flags = fields.map(
    (field, i) =>
      sql`case when ${compiler.covers(source, rulesReading(grant.rules, field))} then 1 else 0 end as ${name(`f${i}`)}`
  )
  const where = and([sql`${column(source.alias, 'id')} = ${id}`, compiler.rows(source)])
  const found = await row(
    sql`select ${join(flags)} from ${name(grant.resource.table)} ${name(source.alias)} where ${where}`
  )
  if (!found) throw new Refusal('E_NOT_FOUND')
  return new Set(fields.filter((_field, i) => Number(found[`f${i}`]) === 1))
}

function only(shown: ReadonlySet<string>, stored: unknown): Record<string, unknown> | null {
  if (stored === null) return null
  return Object.fromEntries(
    Object.entries(JSON.parse(stored as string) as Record<string, unknown>).filter(([field]) =>
      shown.has(field)
    )
  )
}
