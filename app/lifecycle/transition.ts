/** The only way a state changes: lock, check, effect, timeline and event in one database transaction. */
import { STATE_FIELD } from '@xinglin/contracts'
import { Grant, rulesFor } from '#app/access/grant.ts'
import { isRecordId } from '#app/database/record_id.ts'
import { transaction } from '#app/database/store.ts'
import { Refusal } from '#app/errors/refusal.ts'
import { find } from '#app/resources/operations/find.ts'
import { staleVersion } from '#app/resources/operations/stale_version.ts'
import type { Finish, Written } from '#app/resources/operations/written.ts'
import type { Resource } from '#app/resources/resource.ts'
import { leaveTrail } from '#app/resources/trail.ts'
import { sameValue, type Values } from '#app/resources/values.ts'
import { deriveValues } from '#app/resources/write/derived.ts'
import { lockRecord, revisionValues, type StoredRecord } from '#app/resources/write/record.ts'
import { saveChanged } from '#app/resources/write/save.ts'
import { encodeSecrets } from '#app/resources/write/secrets.ts'
import { validate } from '#app/resources/write/validate.ts'
import { guardProblems } from './guards.ts'
import { lifecycleOf, type Situation, type Transition } from './lifecycle.ts'
import { readTransitionInput, type Filled } from './read_input.ts'
import { statesBefore } from './states_before.ts'
import { appendTimeline } from './timeline_lines.ts'

/** Locks only the record: others wait for it, and then see all that was committed before them. */
export const ISOLATION = { isolationLevel: 'read committed' } as const

/**
 * Makes the transition that the grant is for. `version` null takes the record as it is.
 * @throws 409 E_ILLEGAL_TRANSITION with the present state where it does not lead on from there
 */
export async function transition<T>(
  grant: Grant,
  id: string,
  body: unknown,
  version: number | null,
  finish: Finish<T>
): Promise<T> {
  if (!isRecordId(id)) throw new Refusal('E_NOT_FOUND')
  return transaction(async () => finish(await move(grant, id, body, version)), ISOLATION)
}

async function move(
  grant: Grant,
  id: string,
  body: unknown,
  version: number | null
): Promise<Written> {
  const { actor, resource, action: name } = grant
  const definition = lifecycleOf(resource)!.transitions[name]!
  const record = await lockRecord(grant, id, [])
  const from = record.values[STATE_FIELD] as string
  if (!statesBefore(definition).includes(from)) throw await illegalTransition(grant, id)
  if (version !== null && record.version !== version) throw await staleVersion(grant, id)
  const situation = { record: record.values, actor }
  const problems = await guardProblems(definition, situation)
  if (problems.length > 0) throw new Refusal(problems)
  const filled = await readTransitionInput(actor, resource, name, body)
  const next = await nextValues(resource, definition, record, situation, filled)
  await saveChanged(resource, record.values, next)
  const { to } = definition
  const { reason, note } = filled
  const by = actor.user?.id ?? null
  await appendTimeline({
    resource: resource.name,
    record: id,
    transition: name,
    from,
    to,
    by,
    reason,
    note,
  })
  await tell(grant, record, next, { transition: name, from, to, ...(reason && { reason }) })
  return { id, version: next.version as number }
}

/** The record in its new state, with what the effect gives it. */
async function nextValues(
  resource: Resource,
  { effect, to }: Transition,
  record: StoredRecord,
  situation: Situation,
  { input }: Filled
): Promise<Values> {
  const given: Values = {}
  await effect?.({ ...situation, input, set: (values) => void Object.assign(given, values) })
  const strange = Object.keys(given).find((name) => !isSettable(resource, name))
  if (strange) throw new Error(`An effect of ${resource.name} sets "${strange}", which it cannot`)
  const { values, problems } = await validate(resource, given)
  if (problems.length > 0) throw new Refusal(problems)
  await encodeSecrets(resource, values)
  return {
    ...(await deriveValues(resource, { ...record.values, ...values, [STATE_FIELD]: to })),
    version: record.version + 1,
    updatedAt: new Date().toISOString(),
    updatedBy: situation.actor.user?.id ?? null,
  }
}

function isSettable(resource: Resource, name: string): boolean {
  const field = resource.field(name)
  if (!field || !field.stored || field.system || field.isState) return false
  const { attached, generate, derive } = field.type
  return !attached && !generate && !derive
}

async function tell(
  { actor, resource, action }: Grant,
  record: StoredRecord,
  next: Values,
  detail: Record<string, unknown>
): Promise<void> {
  const names = resource.storedFields
    .filter(({ name, system }) => !system && !sameValue(record.values[name], next[name]))
    .map(({ name }) => name)
  const before = revisionValues(resource, record.values, names)
  const after = revisionValues(resource, next, names)
  const hidden = names.filter((name) => !Object.hasOwn(after, name))
  const changed = { id: record.id, n: record.version + 1, before, after, hidden }
  await leaveTrail(actor, resource, 'updated', [changed], {
    action: 'transition',
    detail,
    event: action,
  })
}

/** The conflict, with the present state for those who may read it on this record. */
async function illegalTransition({ actor, resource }: Grant, id: string): Promise<Refusal> {
  const rules = rulesFor(actor, resource.name, 'read')
  const reading = new Grant(actor, resource, 'read', rules)
  const present = rules.length > 0 ? await find(reading, id).catch(() => null) : null
  const state = present?.data[STATE_FIELD]
  return new Refusal('E_ILLEGAL_TRANSITION', state ? { state } : undefined)
}
