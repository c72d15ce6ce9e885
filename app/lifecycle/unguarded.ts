import type { Grant } from '#app/access/grant.ts'
import { name, sql } from '#app/database/sql.ts'
import { row } from '#app/database/store.ts'
import { storedColumns, toStoredRecord, type StoredRecord } from '#app/resources/write/record.ts'
import type { Resource } from '#app/resources/resource.ts'
import { guardProblems } from './guards.ts'
import { guardsOf, lifecycleOf } from './lifecycle.ts'

/** Those of the transitions that no guard forbids of this record now. The record is read whole only where one is asked. */
export async function unguarded(
  { actor, resource }: Grant,
  id: string,
  transitions: readonly string[]
): Promise<string[]> {
  const all = lifecycleOf(resource)?.transitions
  if (!all || transitions.every((each) => guardsOf(all[each]!).length === 0))
    return [...transitions]
  const record = await storedRecord(resource, id)
  if (!record) return []
  const free: string[] = []
  for (const each of transitions) {
    const problems = await guardProblems(all[each]!, { record: record.values, actor })
    if (problems.length === 0) free.push(each)
  }
  return free
}

/** The record as it is, whoever asks; without a lock. */
export async function storedRecord(resource: Resource, id: string): Promise<StoredRecord | null> {
  const found = await row(
    sql`select ${storedColumns(resource, 't')} from ${name(resource.table)} t where t.id = ${id} and t.live = ''`
  )
  return found ? toStoredRecord(resource, found) : null
}
