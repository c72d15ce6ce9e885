import { ACTIONS, type Action } from '@xinglin/contracts'
import { and, column, join, name, sql } from '#app/database/sql.ts'
import { row } from '#app/database/store.ts'
import { Grant, rulesFor } from '#app/access/grant.ts'
import { lookedThrough, looking } from '#app/audit/look.ts'
import { Refusal } from '#app/errors/refusal.ts'
import { Compiler } from '../query/compiler.ts'
import { fillRelations } from '../query/labels.ts'
import { select, type Json } from '../query/selection.ts'
import { isRecordId } from '../record_id.ts'
import { fillSubTables } from './sub_tables.ts'

export interface Found {
  data: Json
  meta: { can: Partial<Record<Action, boolean>>; transitions: string[] }
}

/** Actions that are asked of one record that is there. */
const RECORD_ACTIONS = ACTIONS.filter((action) =>
  ['update', 'delete', 'print', 'reveal'].includes(action)
)

/** One record the grant covers, with what the actor may do to it. 404 for any other, without a query for a bad id. */
export async function find(
  grant: Grant,
  id: string,
  fields: readonly string[] | null = null
): Promise<Found> {
  if (!isRecordId(id)) throw new Refusal('E_NOT_FOUND')
  return looking(grant, id, () => read(grant, id, fields))
}

async function read(grant: Grant, id: string, fields: readonly string[] | null): Promise<Found> {
  const compiler = new Compiler(grant.actor)
  const source = compiler.source(grant.resource, grant.rules)
  const selection = select(compiler, source, fields)
  const can = RECORD_ACTIONS.map((action) => ({
    action,
    allowed: compiler.covers(source, rulesFor(grant.actor, grant.resource.name, action)),
  }))
  const columns = join([
    ...selection.columns,
    ...can.map(
      ({ action, allowed }) =>
        sql`case when ${allowed} then 1 else 0 end as ${name(`can_${action}`)}`
    ),
  ])
  const where = and([sql`${column(source.alias, 'id')} = ${id}`, compiler.rows(source)])
  const found = await row(
    sql`select ${columns} from ${name(grant.resource.table)} ${name(source.alias)} where ${where}`
  )
  if (!found) throw new Refusal('E_NOT_FOUND')
  await lookedThrough(grant, selection, [found])
  const data = selection.toJson(found)
  await fillRelations(grant.actor, source, selection, [data])
  await fillSubTables(grant, selection, data)
  return {
    data,
    meta: {
      can: Object.fromEntries(
        can.map(({ action }) => [action, Number(found[`can_${action}`]) === 1])
      ),
      transitions: [],
    },
  }
}

/** What the actor may read of a record they have just written; its id and version when that is all. */
export async function answerWritten(grant: Grant, id: string, version: number): Promise<Json> {
  const rules = rulesFor(grant.actor, grant.resource.name, 'read')
  if (rules.length === 0) return { id, version }
  try {
    const reading = new Grant(grant.actor, grant.resource, 'read', rules)
    return (await find(reading, id)).data
  } catch (error) {
    // Written, but outside what the actor may read.
    if (error instanceof Refusal) return { id, version }
    throw error
  }
}
