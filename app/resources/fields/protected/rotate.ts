/** Brings protected values under the newest key, a batch at a time, while people work. */
import { name, sql } from '#app/database/sql.ts'
import { execute, rows, transaction } from '#app/database/store.ts'
import { allResources } from '../../registry.ts'
import type { Resource, ResourceField } from '../../resource.ts'
import { sealedWith } from './cipher.ts'
import { newestKey } from './keys.ts'

const BATCH = 200

/** Every value not yet under the newest key; returns how many were written anew. Can be stopped and run again. */
export async function rotateFields(): Promise<number> {
  let total = 0
  for (const resource of allResources()) {
    for (const field of resource.storedFields)
      if (field.definition.type === 'protected') total += await rotateField(resource, field)
  }
  return total
}

async function rotateField(resource: Resource, field: ResourceField): Promise<number> {
  const prefix = sealedWith(newestKey().id)
  let total = 0
  let after = ''
  for (;;) {
    const { last, written } = await rotateBatch(resource, field, prefix, after)
    total += written
    if (last === null) return total
    after = last
  }
}

/** A row that somebody changed meanwhile is under the newest key already: the comparison leaves it alone. */
async function rotateBatch(
  resource: Resource,
  field: ResourceField,
  prefix: string,
  after: string
) {
  const [table, column] = [name(resource.table), name(field.column)]
  return transaction(async () => {
    const found = await rows(
      sql`select id, ${column} as value from ${table} where id > ${after} and ${column} is not null and substr(${column}, 1, ${prefix.length}) <> ${prefix} order by id limit ${BATCH}`
    )
    let written = 0
    for (const { id, value } of found) {
      const renewed = field.toDb(field.fromDb(value))
      written += await execute(
        sql`update ${table} set ${column} = ${renewed} where id = ${id} and ${column} = ${value}`
      )
    }
    return { written, last: (found.at(-1)?.id as string | undefined) ?? null }
  })
}
