import { Refusal } from '#app/errors/refusal.ts'
import { name, sql } from '#app/database/sql.ts'
import { execute, row, rows, transaction } from '#app/database/store.ts'
import { rulesReading, visibleRules, type Grant } from '#app/access/grant.ts'
import { storedNow } from '#app/database/instant.ts'
import { isRecordId } from '#app/database/record_id.ts'
import { referencesTo } from '../registry.ts'
import type { Resource } from '../resource.ts'
import { leaveTrail } from '../trail.ts'
import { lockRecord, ownNames, revisionValues } from '../write/record.ts'
import { staleVersion } from './stale_version.ts'

/**
 * Moves a record to the recycle bin. Records that point at it stop it, go with it or let go, as their fields say.
 * @throws 409 E_STALE_VERSION with the present record when it is no longer at the `version` that was read
 */
export async function remove(
  grant: Grant,
  id: string,
  version: number | null = null
): Promise<void> {
  if (!isRecordId(id)) throw new Refusal('E_NOT_FOUND')
  if (grant.resource.engineOnly) throw new Refusal('E_FORBIDDEN')
  await transaction(() => discard(grant, id, { version }))
}

/** `now` is the same for a record and all that goes with it: it tells later what was deleted together. */
export async function discard(
  grant: Grant,
  id: string,
  { now = storedNow(), version: read = null }: { now?: string; version?: number | null } = {}
): Promise<void> {
  const record = await lockRecord(grant, id, [])
  if (read !== null && record.version !== read) throw await staleVersion(grant, id)
  await releaseReferences(grant, id, now)
  const version = record.version + 1
  await execute(
    sql`update ${name(grant.resource.table)} set live = id, deleted_at = ${now}, version = ${version}, updated_at = ${now}, updated_by = ${grant.actor.user?.id ?? null} where id = ${id}`
  )
  const before = revisionValues(grant.resource, record.values, ownNames(grant.resource))
  await leaveTrail(grant.actor, grant.resource, 'deleted', [
    { id, n: version, before, after: null },
  ])
}

async function releaseReferences(grant: Grant, id: string, now: string): Promise<void> {
  for (const { resource, field } of referencesTo(grant.resource.name)) {
    const pointing = sql`${name(field.column)} = ${id} and live = ''`
    const onDelete =
      field.definition.type === 'belongsTo' ? (field.definition.onDelete ?? 'restrict') : 'restrict'
    if (onDelete === 'restrict') {
      const blocking = await row(
        sql`select 1 as found from ${name(resource.table)} where ${pointing} limit 1`
      )
      if (blocking) throw new Refusal('E_REFERENCED', named(grant, resource, field.name))
      continue
    }
    const found = await rows(sql`select id, version from ${name(resource.table)} where ${pointing}`)
    for (const line of found) {
      if (onDelete === 'cascade')
        await discard(grant.cascadingTo(resource), line.id as string, { now })
      else await detach(grant, resource, field.name, line.id as string, Number(line.version) + 1)
    }
  }
}

/** Where the reference is, for those who know that there are such records. */
function named({ actor }: Grant, resource: Resource, field: string) {
  if (rulesReading(visibleRules(actor, resource), field).length === 0) return undefined
  return { resource: resource.name, field }
}

async function detach(
  grant: Grant,
  resource: Resource,
  fieldName: string,
  id: string,
  version: number
): Promise<void> {
  const field = resource.field(fieldName)!
  const [before] = await rows(
    sql`select ${name(field.column)} as value from ${name(resource.table)} where id = ${id}`
  )
  await execute(
    sql`update ${name(resource.table)} set ${name(field.column)} = null, version = ${version} where id = ${id}`
  )
  await leaveTrail(grant.actor, resource, 'updated', [
    { id, n: version, before: { [fieldName]: before!.value }, after: { [fieldName]: null } },
  ])
}
