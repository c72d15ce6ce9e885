import { ACTIONS, type Action } from '@xinglin/contracts'
import { column, join, name, sql, type Sql } from '#app/database/sql.ts'
import { row, rowsLater, type Row } from '#app/database/store.ts'
import { Grant, rulesFor, type Actor } from '#app/access/grant.ts'
import { lookedThrough, looking } from '#app/audit/look.ts'
import { Refusal } from '#app/errors/refusal.ts'
import { Compiler, type Source } from '../query/compiler.ts'
import { fillRelations } from '../query/labels.ts'
import { select, type Json, type Selection } from '../query/selection.ts'
import { isRecordId } from '../record_id.ts'
import type { Resource } from '../resource.ts'
import type { Written } from './create.ts'
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
  const plan = planOf(grant, fields)
  return looking(grant, id, async () => answer(grant, plan, await row(plan.statement(id))))
}

/** How a record is read under a grant. */
interface Plan {
  source: Source
  selection: Selection
  can: { action: Action; alias: string }[]
  statement(id: string): Sql
}

/** By the rules of a person, which are made anew when the configuration changes; by resource and action. */
const plans = new WeakMap<Actor['rules'], Map<Resource, Map<Action, Plan>>>()

/** Plans of whole records are kept: compiling one takes as long as reading the record. */
function planOf(grant: Grant, fields: readonly string[] | null): Plan {
  const { actor, resource, action } = grant
  if (fields !== null || grant.rules !== rulesFor(actor, resource.name, action))
    return compile(grant, fields)
  const ofPerson = plans.get(actor.rules) ?? new Map<Resource, Map<Action, Plan>>()
  plans.set(actor.rules, ofPerson)
  const ofResource = ofPerson.get(resource) ?? new Map<Action, Plan>()
  ofPerson.set(resource, ofResource)
  const plan = ofResource.get(action) ?? compile(grant, null)
  ofResource.set(action, plan)
  return plan
}

function compile(grant: Grant, fields: readonly string[] | null): Plan {
  const compiler = new Compiler(grant.actor)
  const source = compiler.source(grant.resource, grant.rules)
  const selection = select(compiler, source, fields)
  const can = RECORD_ACTIONS.map((action) => ({
    action,
    alias: `can_${action}`,
    allowed: compiler.covers(source, rulesFor(grant.actor, grant.resource.name, action)),
  }))
  const columns = join([
    ...selection.columns,
    ...can.map(
      ({ alias, allowed }) => sql`case when ${allowed} then 1 else 0 end as ${name(alias)}`
    ),
  ])
  const table = sql`${name(grant.resource.table)} ${name(source.alias)}`
  const { text, values } = sql`select ${columns} from ${table} where ${compiler.rows(source)}`
  const whose = `${text} and ${column(source.alias, 'id').text} = ?`
  return { source, selection, can, statement: (id) => ({ text: whose, values: [...values, id] }) }
}

async function answer(
  grant: Grant,
  { source, selection, can }: Plan,
  found: Row | undefined
): Promise<Found> {
  if (!found) throw new Refusal('E_NOT_FOUND')
  await lookedThrough(grant, selection, [found])
  const data = selection.toJson(found)
  await fillRelations(grant.actor, source, selection, [data])
  await fillSubTables(grant, selection, data)
  return {
    data,
    meta: {
      can: Object.fromEntries(can.map(({ action, alias }) => [action, Number(found[alias]) === 1])),
      transitions: [],
    },
  }
}

/** Says what the actor may read of a record they have written. */
export type Answer = () => Promise<Json>

/**
 * Asked at the end of the transaction that wrote the record, so that the question travels with its COMMIT, and
 * answered after it; the record's id and version when that is all the actor may read.
 */
export async function askWritten(grant: Grant, { id, version }: Written): Promise<Answer> {
  const rules = rulesFor(grant.actor, grant.resource.name, 'read')
  if (rules.length === 0) return async () => ({ id, version })
  const reading = new Grant(grant.actor, grant.resource, 'read', rules)
  const plan = planOf(reading, null)
  const found = await rowsLater(plan.statement(id))
  return async () => {
    try {
      return (await looking(reading, id, async () => answer(reading, plan, (await found())[0])))
        .data
    } catch (error) {
      // Written, but outside what the actor may read.
      if (error instanceof Refusal) return { id, version }
      throw error
    }
  }
}
