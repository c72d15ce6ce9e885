import type { Action } from '@xinglin/contracts'
import { row, type Row } from '#app/database/store.ts'
import type { Grant } from '#app/access/grant.ts'
import { lookedThrough, looking } from '#app/audit/look.ts'
import { Refusal } from '#app/errors/refusal.ts'
import { unguarded } from '#app/lifecycle/unguarded.ts'
import { fillRelations } from '../query/labels.ts'
import type { Json } from '../query/selection.ts'
import { isRecordId } from '#app/database/record_id.ts'
import { readPlan, type ReadPlan } from './read_plan.ts'
import { fillSubTables } from './sub_tables.ts'

export interface Found {
  data: Json
  meta: { can: Partial<Record<Action, boolean>>; transitions: string[] }
}

/** One record the grant covers, with what the actor may do to it. 404 for any other, without a query for a bad id. */
export async function find(
  grant: Grant,
  id: string,
  fields: readonly string[] | null = null
): Promise<Found> {
  if (!isRecordId(id)) throw new Refusal('E_NOT_FOUND')
  const plan = readPlan(grant, fields)
  const found = await looking(grant, id, async () =>
    answer(grant, plan, await row(plan.statement(id)))
  )
  found.meta.transitions = await unguarded(grant, id, found.meta.transitions)
  return found
}

const isTrue = (found: Row, alias: string) => Number(found[alias]) === 1

/** What becomes of the row that a plan's statement found. */
export async function answer(
  grant: Grant,
  { source, selection, can, transitions }: ReadPlan,
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
      can: Object.fromEntries(can.map(({ action, alias }) => [action, isTrue(found, alias)])),
      transitions: transitions
        .filter(({ alias }) => isTrue(found, alias))
        .map(({ action }) => action),
    },
  }
}
