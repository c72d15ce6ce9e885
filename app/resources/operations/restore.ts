import { Refusal } from '#app/errors/refusal.ts'
import { and, name, sql } from '#app/database/sql.ts'
import { execute, row, rows, transaction } from '#app/database/store.ts'
import { visibleRules, type Grant } from '#app/access/grant.ts'
import { storedNow } from '#app/database/instant.ts'
import { isRecordId } from '#app/database/record_id.ts'
import { getResource, referencesTo } from '../registry.ts'
import type { Resource } from '../resource.ts'
import { leaveTrail } from '../trail.ts'
import { lockRecord, ownNames, revisionValues, type StoredRecord } from '../write/record.ts'
import type { Written } from './written.ts'
import { refusingConflicts } from '../write/unique.ts'

export interface Restored extends Written {
  /** How many records came back with it, of each resource that the actor may see something of. */
  together: Record<string, number>
}

/**
 * Brings a record back from the recycle bin, and with it what was deleted because it was, unless it is to come alone.
 * @throws 409 E_UNIQUE when its key has been taken meanwhile, E_CONFLICT when a record it points at is deleted
 */
export async function restore(grant: Grant, id: string, alone = false): Promise<Restored> {
  if (!isRecordId(id)) throw new Refusal('E_NOT_FOUND')
  if (grant.resource.engineOnly) throw new Refusal('E_FORBIDDEN')
  return transaction(async () => {
    const together: Record<string, number> = {}
    const version = await bringBack(grant, id, alone ? null : together)
    return { id, version, together }
  })
}

async function bringBack(
  grant: Grant,
  id: string,
  together: Record<string, number> | null
): Promise<number> {
  const { resource } = grant
  const record = await lockRecord(grant, id, [], true)
  await checkTargets(resource, record)
  const [{ deleted_at: deletedAt }] = (await rows(
    sql`select deleted_at from ${name(resource.table)} where id = ${id}`
  )) as [{ deleted_at: string }]
  const version = record.version + 1
  const now = storedNow()
  await refusingConflicts(resource, () =>
    execute(
      sql`update ${name(resource.table)} set live = '', deleted_at = null, version = ${version}, updated_at = ${now}, updated_by = ${grant.actor.user?.id ?? null} where id = ${id}`
    )
  )
  const after = revisionValues(resource, record.values, ownNames(resource))
  await leaveTrail(grant.actor, resource, 'restored', [{ id, n: version, before: null, after }])
  if (together) await bringBackDependents(grant, id, deletedAt, together)
  return version
}

/** What went with it has the same time of deletion. Rows that only the engine writes, such as sessions, stay ended. */
async function bringBackDependents(
  grant: Grant,
  id: string,
  deletedAt: string,
  together: Record<string, number>
): Promise<void> {
  for (const { resource, field } of referencesTo(grant.resource.name)) {
    const { definition } = field
    const cascades = definition.type === 'belongsTo' && definition.onDelete === 'cascade'
    if (!cascades || resource.engineOnly) continue
    const found = await rows(
      sql`select id from ${name(resource.table)} where ${and([
        sql`${name(field.column)} = ${id}`,
        sql`live <> ''`,
        sql`deleted_at = ${deletedAt}`,
      ])} order by id`
    )
    for (const line of found) {
      await bringBack(grant.cascadingTo(resource), line.id as string, together)
      if (visibleRules(grant.actor, resource).length > 0)
        together[resource.name] = (together[resource.name] ?? 0) + 1
    }
  }
}

/** A record that is there must not point at one that is in the recycle bin. */
async function checkTargets(resource: Resource, { values }: StoredRecord): Promise<void> {
  for (const field of resource.storedFields) {
    if (!field.target || field.system || !values[field.name]) continue
    const target = getResource(field.target)
    if (target.isLog) continue
    const deleted = await row(
      sql`select 1 as found from ${name(target.table)} where id = ${values[field.name]} and live <> ''`
    )
    if (deleted)
      throw new Refusal([
        { code: 'E_CONFLICT', field: field.name, meta: { reason: 'targetDeleted' } },
      ])
  }
}
