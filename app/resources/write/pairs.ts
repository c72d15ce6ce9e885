/** The members of a manyToMany, written with their owner. */
import { insertInto, name, sql } from '#app/database/sql.ts'
import { execute, rows } from '#app/database/store.ts'
import { pairTableName } from '../schema/resource_tables.ts'
import type { Resource, ResourceField } from '../resource.ts'

export function pairFields(resource: Resource): ResourceField[] {
  return [...resource.fields.values()].filter((field) => field.definition.type === 'manyToMany')
}

export async function readPairs(
  resource: Resource,
  field: ResourceField,
  ownerId: string
): Promise<string[]> {
  const found = await rows(
    sql`select target_id from ${name(pairTableName(resource, field))} where owner_id = ${ownerId} order by position`
  )
  return found.map((row) => row.target_id as string)
}

/** Replaces the members by these, in this order. */
export async function writePairs(
  resource: Resource,
  field: ResourceField,
  ownerId: string,
  ids: readonly string[]
): Promise<void> {
  const table = pairTableName(resource, field)
  await execute(sql`delete from ${name(table)} where owner_id = ${ownerId}`)
  if (ids.length === 0) return
  const members = ids.map((id, i) => [ownerId, id, i])
  await execute(insertInto(table, ['owner_id', 'target_id', 'position'], members))
}
