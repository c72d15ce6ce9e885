/** What a write answers: the record as its author may read it. */
import { Grant, rulesFor } from '#app/access/grant.ts'
import { looking } from '#app/audit/look.ts'
import { rowsLater } from '#app/database/store.ts'
import { Refusal } from '#app/errors/refusal.ts'
import type { Json } from '../query/selection.ts'
import { answer } from './find.ts'
import { readPlan } from './read_plan.ts'

export interface Written {
  id: string
  version: number
}

/** Called at the end of a record's transaction; what it answers is what the write answers. */
export type Finish<T> = (written: Written) => Promise<T>

/** Says what the actor may read of a record they have written. */
export type Answer = () => Promise<Json>

/**
 * The record's id and version when that is all the actor may read. At the end of the transaction that wrote the record
 * the question travels with its COMMIT; it is answered after it.
 */
export async function askWritten(grant: Grant, { id, version }: Written): Promise<Answer> {
  const rules = rulesFor(grant.actor, grant.resource.name, 'read')
  if (rules.length === 0) return async () => ({ id, version })
  const reading = new Grant(grant.actor, grant.resource, 'read', rules)
  const plan = readPlan(reading, null)
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
