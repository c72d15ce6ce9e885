import { Refusal } from '#app/errors/refusal.ts'
import { transaction } from '#app/database/store.ts'
import type { Grant } from '#app/access/grant.ts'
import { isRecordId } from '#app/database/record_id.ts'
import type { Resource } from '../resource.ts'
import { leaveTrail } from '../trail.ts'
import { attachGiven } from '../write/attachments.ts'
import { deriveValues } from '../write/derived.ts'
import { readInput } from '../write/input.ts'
import { sameValue, type Values } from '../values.ts'
import { pairFields, readPairs, writePairs } from '../write/pairs.ts'
import {
  checkWritten,
  lockRecord,
  mayLeaveScope,
  revisionValues,
  type StoredRecord,
} from '../write/record.ts'
import { checkReferences, checkTree } from '../write/references.ts'
import { saveChanged } from '../write/save.ts'
import { encodeSecrets } from '../write/secrets.ts'
import type { Finish, Written } from './written.ts'
import { staleVersion } from './stale_version.ts'
import { subTableFields, writeSubTable } from './sub_tables.ts'

/**
 * Changes a record that is still at the version the caller read.
 * @throws 409 E_STALE_VERSION with the present record when somebody else was faster
 */
export function update(grant: Grant, id: string, body: unknown, version: number): Promise<Written>
export function update<T>(
  grant: Grant,
  id: string,
  body: unknown,
  version: number,
  finish: Finish<T>
): Promise<T>
export async function update(
  grant: Grant,
  id: string,
  body: unknown,
  version: number,
  finish: Finish<unknown> = async (written) => written
): Promise<unknown> {
  if (!isRecordId(id)) throw new Refusal('E_NOT_FOUND')
  if (grant.resource.engineOnly) throw new Refusal('E_FORBIDDEN')
  return transaction(async () => finish(await change(grant, id, body, version)))
}

/** The same inside the running transaction; `version` null takes the record as it is (rows of a sub-table). */
export async function change(
  grant: Grant,
  id: string,
  body: unknown,
  version: number | null
): Promise<Written> {
  const { resource, actor } = grant
  const record = await lockRecord(grant, id, keysOf(body))
  if (version !== null && record.version !== version) throw await staleVersion(grant, id)
  const given = await readInput(grant, unmasked(resource, body, record.values), record.values)
  Object.assign(given, await attachGiven(actor, resource, id, given, record.values))
  const changed = changedNames(resource, record.values, given)
  const pairs = await changedPairs(resource, id, given)
  const lists = subTableFields(resource).filter((field) => given[field.name] !== undefined)
  if (changed.length === 0 && pairs.size === 0 && lists.length === 0)
    return { id, version: record.version }

  await encodeSecrets(resource, given)
  const own = Object.fromEntries(changed.map((name) => [name, given[name]]))
  await checkReferences(actor, resource, {
    ...own,
    ...Object.fromEntries([...pairs].map(([name, { after }]) => [name, after])),
  })
  await checkTree(resource, id, own)
  const next = await saveChanges(grant, record, own)
  for (const [name, { after }] of pairs)
    await writePairs(resource, resource.field(name)!, id, after)
  for (const field of lists) await writeSubTable(grant, field, id, given[field.name] as unknown[])
  const names = changedNames(resource, record.values, next)
  if (pairs.size > 0 || lists.length > 0 || mayLeaveScope(grant, names))
    await checkWritten(grant, id, keysOf(body))
  const before = revisionValues(resource, record.values, names)
  const after = revisionValues(resource, next, names)
  for (const [name, pair] of pairs) [before[name], after[name]] = [pair.before, pair.after]
  const hidden = names.filter((name) => !Object.hasOwn(after, name))
  await leaveTrail(actor, resource, 'updated', [
    { id, n: record.version + 1, before, after, hidden },
  ])
  return { id, version: record.version + 1 }
}

async function saveChanges(grant: Grant, record: StoredRecord, own: Values): Promise<Values> {
  const { resource, actor } = grant
  const system = {
    version: record.version + 1,
    updatedAt: new Date().toISOString(),
    updatedBy: actor.user?.id ?? null,
  }
  const next: Values = {
    ...(await deriveValues(resource, { ...record.values, ...own })),
    ...system,
  }
  await saveChanged(resource, record.values, next)
  return next
}

function keysOf(body: unknown): string[] {
  return typeof body === 'object' && body !== null ? Object.keys(body) : []
}

/** Fields of its own table that would change, beside those that every write changes. */
function changedNames(resource: Resource, before: Values, after: Values): string[] {
  return Object.keys(after).filter((name) => {
    const field = resource.field(name)
    return field?.recorded && !field.many && !sameValue(before[name], after[name])
  })
}

/** A masked value sent back as it was shown is no change. */
function unmasked(resource: Resource, body: unknown, present: Values): unknown {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body
  return Object.fromEntries(
    Object.entries(body).filter(([name, value]) => {
      const field = resource.field(name)
      const masked =
        field?.definition.type === 'protected' &&
        field.type.toJson?.(present[name], field) === value
      return !masked
    })
  )
}

async function changedPairs(
  resource: Resource,
  id: string,
  given: Values
): Promise<Map<string, { before: string[]; after: string[] }>> {
  const changed = new Map<string, { before: string[]; after: string[] }>()
  for (const field of pairFields(resource)) {
    if (given[field.name] === undefined) continue
    const before = await readPairs(resource, field, id)
    const after = given[field.name] as string[]
    if (!sameValue(before, after)) changed.set(field.name, { before, after })
  }
  return changed
}
