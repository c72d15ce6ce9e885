import { Refusal } from '#app/errors/refusal.ts'
import { transaction } from '#app/database/store.ts'
import type { Grant } from '#app/access/grant.ts'
import { newRecordId } from '#app/database/record_id.ts'
import { leaveTrail } from '../trail.ts'
import { attachGiven } from '../write/attachments.ts'
import { deriveValues, generateValues, withDefaults } from '../write/derived.ts'
import { readInput } from '../write/input.ts'
import type { Values } from '../values.ts'
import { emptyValues, systemValues } from '../write/new_record.ts'
import { pairFields, writePairs } from '../write/pairs.ts'
import { checkWritten, revisionValues } from '../write/record.ts'
import { checkReferences } from '../write/references.ts'
import { saveNew } from '../write/save.ts'
import { encodeSecrets } from '../write/secrets.ts'
import { subTableFields, writeSubTable } from './sub_tables.ts'
import type { Finish, Written } from './written.ts'

/** Makes a record; the row as it then is must be one that the grant covers. */
export function create(grant: Grant, body: unknown): Promise<Written>
export function create<T>(grant: Grant, body: unknown, finish: Finish<T>): Promise<T>
export async function create(
  grant: Grant,
  body: unknown,
  finish: Finish<unknown> = async (written) => written
): Promise<unknown> {
  if (grant.resource.engineOnly) throw new Refusal('E_FORBIDDEN')
  const given = await readInput(grant, await withDefaults(grant, body), null)
  await encodeSecrets(grant.resource, given)
  return transaction(async () => finish(await insert(grant, given)))
}

/** Writes checked values inside the running transaction. */
export async function insert(grant: Grant, given: Values): Promise<Written> {
  const { resource, actor } = grant
  await checkReferences(actor, resource, given)
  const id = newRecordId()
  const system = systemValues(actor, given)
  const attached = await attachGiven(actor, resource, id, given, null)
  const generated = await generateValues(grant, given)
  const own = await deriveValues(resource, {
    ...emptyValues(resource),
    ...given,
    ...attached,
    ...generated,
  })
  const pairFieldsGiven = pairFields(resource).filter((field) => given[field.name])
  const lists = subTableFields(resource).filter((field) => given[field.name])
  const isOneRow = pairFieldsGiven.length === 0 && lists.length === 0
  const check = () => checkWritten(grant, id, Object.keys(given))
  await saveNew(resource, { ...own, ...system, id }, isOneRow ? check : async () => {})
  for (const field of pairFieldsGiven)
    await writePairs(resource, field, id, given[field.name] as string[])
  for (const field of lists) await writeSubTable(grant, field, id, given[field.name] as unknown[])
  if (!isOneRow) await check()
  const names = Object.keys(own).filter((name) => own[name] !== null)
  const pairs = Object.fromEntries(pairFieldsGiven.map(({ name }) => [name, given[name]]))
  await leaveTrail(actor, resource, 'created', [
    { id, n: 1, before: null, after: { ...revisionValues(resource, own, names), ...pairs } },
  ])
  return { id, version: 1 }
}
