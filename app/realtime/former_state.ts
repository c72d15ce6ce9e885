/** What records were before a change: the row as it is, with what the revisions since then say it was. */
import { and, inList, name, sql } from '#app/database/sql.ts'
import { rows } from '#app/database/store.ts'
import type { DbValue } from '#app/resources/fields/field_type.ts'
import type { Resource } from '#app/resources/resource.ts'

export interface FormerState {
  id: string
  /** By column, as the table keeps them. */
  values: Record<string, DbValue>
  /** Fields whose former value nobody can tell: revisions keep neither secrets nor pairs as the table has them. */
  unknown: string[]
}

const AT_ONCE = 200
/** Written by the engine at each change, and in no revision. */
const UNRECORDED = ['updatedAt', 'updatedBy']

/** The records' states just before they got these versions; those that were not there before are left out. */
export async function formerStates(
  resource: Resource,
  versions: ReadonlyMap<string, number>
): Promise<FormerState[]> {
  const states: FormerState[] = []
  const ids = [...versions.keys()]
  for (let i = 0; i < ids.length; i += AT_ONCE)
    states.push(...(await statesOf(resource, versions, ids.slice(i, i + AT_ONCE))))
  return states
}

async function statesOf(
  resource: Resource,
  versions: ReadonlyMap<string, number>,
  ids: readonly string[]
): Promise<FormerState[]> {
  const present = await rows(
    sql`select * from ${name(resource.table)} where ${inList(sql`id`, ids)}`
  )
  const earliest = Math.min(...ids.map((id) => versions.get(id)!))
  const revisions = await rows(
    sql`select record, n, action, ${name('before')} from core__revisions where ${and([
      sql`resource = ${resource.name}`,
      inList(sql`record`, ids),
      sql`n >= ${earliest}`,
    ])} order by n desc`
  )
  return present.map((line) => {
    const id = line.id as string
    const n = versions.get(id)!
    const state: FormerState = {
      id,
      values: { ...(line as Record<string, DbValue>), live: '', deleted_at: null, version: n - 1 },
      unknown: [...UNRECORDED],
    }
    for (const revision of revisions) {
      // Moving to the recycle bin and back changes no field.
      if (revision.record !== id || Number(revision.n) < n || revision.action !== 'update') continue
      takeBack(resource, state, JSON.parse(revision.before as string))
    }
    return state
  })
}

function takeBack(resource: Resource, state: FormerState, before: Record<string, unknown>): void {
  for (const [fieldName, value] of Object.entries(before)) {
    const field = resource.field(fieldName)
    if (!field) continue
    if (!field.stored || field.type.toJson || field.type.filterColumn) state.unknown.push(fieldName)
    else state.values[field.column] = field.toDb(value)
  }
}
