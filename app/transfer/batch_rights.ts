/** Row rights for a whole batch by one statement: field and scope from the same role, as for a single record. */
import { and, column, inList, name, not, sql } from '#app/database/sql.ts'
import { rows } from '#app/database/store.ts'
import type { Grant } from '#app/access/grant.ts'
import { Compiler } from '#app/resources/query/compiler.ts'
import { writable } from '#app/resources/write/record.ts'

/** Whether the grants cover some rows only, so that each row must be asked. */
export function isScoped(grants: readonly Grant[]): boolean {
  return grants.some(
    ({ rules }) => !rules.every((rule) => rule.scope === null && rule.write === '*')
  )
}

/** The records, as they are now, that some grant does not let the actor write these fields of. */
export async function uncovered(
  grants: readonly Grant[],
  ids: readonly string[],
  written: readonly string[]
): Promise<Set<string>> {
  const asked = grants.filter((grant) => isScoped([grant]))
  if (asked.length === 0 || ids.length === 0) return new Set()
  const { actor, resource } = asked[0]!
  const compiler = new Compiler(actor)
  const source = compiler.source(resource, null)
  const allowed = and(asked.map((grant) => writable(compiler, source, grant, written)))
  const id = column(source.alias, 'id')
  const found = await rows(
    sql`select ${id} as id from ${name(resource.table)} ${name(source.alias)} where ${inList(id, ids)} and ${not(allowed)}`
  )
  return new Set(found.map((line) => line.id as string))
}
