/**
 * Writes prepared rows with few statements, beside the operations for single records and by the same rules: derived
 * values, shadow columns, rights on the new row, a revision each, and one audit line and one event for the batch.
 */
import { inList, name, sql } from '#app/database/sql.ts'
import { forUpdate, rows } from '#app/database/store.ts'
import type { Grant } from '#app/access/grant.ts'
import { letOthersRun } from '#app/database/slices.ts'
import { Refusal } from '#app/errors/refusal.ts'
import type { DbValue } from '#app/resources/fields/field_type.ts'
import { hasOwnModel } from '#app/resources/model.ts'
import { insert } from '#app/resources/operations/create.ts'
import { change } from '#app/resources/operations/update.ts'
import { newRecordId } from '#app/database/record_id.ts'
import type { Resource } from '#app/resources/resource.ts'
import type { ChangedRecord } from '#app/resources/checks.ts'
import { leaveTrail } from '#app/resources/trail.ts'
import { deriveValues, generateValues } from '#app/resources/write/derived.ts'
import { sameValue, type Values } from '#app/resources/values.ts'
import { emptyValues, systemValues } from '#app/resources/write/new_record.ts'
import { writePairs } from '#app/resources/write/pairs.ts'
import { revisionValues } from '#app/resources/write/record.ts'
import { checkTree } from '#app/resources/write/references.ts'
import { uncovered } from './batch_rights.ts'
import { columnsOf, insertRows, updateRow } from '#app/resources/write/rows.ts'
import type { ImportPlan } from './import_plan.ts'
import type { PreparedRow, RowProblem } from './prepare_batch.ts'
import { ShadowColumns } from '#app/resources/write/shadow_columns.ts'

type CreatedRow = Extract<PreparedRow, { act: 'created' }>
type UpdatedRow = Extract<PreparedRow, { act: 'updated' }>

/** What was done with a row, and what undoes it: the columns as they were, and the members of relations. */
export interface WrittenRow {
  n: number
  act: 'created' | 'updated'
  id: string
  version: number
  before: { columns: Record<string, DbValue>; pairs: Record<string, string[]> } | null
}

/** A record was changed between looking and writing: the batch must be prepared anew. */
export class StaleBatch extends Error {}
/** Rows that may not be as they would be. */
export class RefusedRows extends Error {
  readonly problems: RowProblem[]
  constructor(problems: RowProblem[]) {
    super('Rows were refused')
    this.problems = problems
  }
}

/** Runs inside a transaction. @throws StaleBatch, RefusedRows, Refusal */
export async function writeBatch(
  plan: ImportPlan,
  prepared: readonly PreparedRow[],
  shadows: ShadowColumns
): Promise<WrittenRow[]> {
  const created = prepared.filter((row) => row.act === 'created')
  const updated = prepared.filter((row) => row.act === 'updated')
  await lockUnchanged(plan.resource, updated)
  if (hasOwnModel(plan.resource)) return oneByOne(plan, created, updated)
  return [
    ...(await createAll(plan, created, shadows)),
    ...(await updateAll(plan, updated, shadows)),
  ]
}

/** A plugin's model has hooks that must run for each record. */
async function oneByOne(
  plan: ImportPlan,
  created: readonly CreatedRow[],
  updated: readonly UpdatedRow[]
): Promise<WrittenRow[]> {
  const written: WrittenRow[] = []
  for (const { n, given } of created)
    written.push({ n, act: 'created', before: null, ...(await insert(plan.creating, given)) })
  for (const row of updated) {
    const { id, version } = row.present
    const done = await change(plan.updating!, id, row.given, version)
    written.push({
      n: row.n,
      act: 'updated',
      before: beforeOf(plan.resource, row, row.given, new ShadowColumns()),
      ...done,
    })
  }
  await checkCovered([plan.importing], written, writtenFields([...created, ...updated]))
  return written
}

async function lockUnchanged(resource: Resource, updated: readonly UpdatedRow[]): Promise<void> {
  if (updated.length === 0) return
  const ids = updated.map(({ present }) => present.id)
  const found = await rows(
    forUpdate(
      sql`select id, version from ${name(resource.table)} where ${inList(sql`id`, ids)} and live = ''`
    )
  )
  const versions = new Map(found.map((line) => [line.id, Number(line.version)]))
  if (updated.some(({ present }) => versions.get(present.id) !== present.version))
    throw new StaleBatch()
}

async function createAll(
  plan: ImportPlan,
  created: readonly CreatedRow[],
  shadows: ShadowColumns
): Promise<WrittenRow[]> {
  if (created.length === 0) return []
  const { resource, creating } = plan
  const nothing = emptyValues(resource)
  const records: { n: number; given: Values; id: string; own: Values; system: Values }[] = []
  for (const { n, given } of created) {
    const generated = await generateValues(creating, given)
    const own = await deriveValues(resource, { ...nothing, ...given, ...generated })
    const system = systemValues(creating.actor, given)
    records.push({ n, given, id: newRecordId(), own, system })
  }
  await insertRows(
    resource,
    records.map(({ id, own, system }) => ({ ...own, ...system, id })),
    shadows
  )
  for (const { id, given } of records) await writeMembers(resource, id, given)
  const written = records.map(({ n, id }) => ({
    n,
    act: 'created' as const,
    id,
    version: 1,
    before: null,
  }))
  await checkCovered([creating, plan.importing], written, writtenFields(created))
  await letOthersRun()
  await leaveTrail(
    creating.actor,
    resource,
    'created',
    records.map(({ id, own }): ChangedRecord => {
      const names = Object.keys(own).filter((field) => own[field] !== null)
      return { id, n: 1, before: null, after: revisionValues(resource, own, names) }
    })
  )
  return written
}

async function writeMembers(resource: Resource, id: string, given: Values): Promise<void> {
  for (const [fieldName, value] of Object.entries(given)) {
    const field = resource.field(fieldName)!
    if (field.many) await writePairs(resource, field, id, value as string[])
  }
}

async function updateAll(
  plan: ImportPlan,
  updated: readonly UpdatedRow[],
  shadows: ShadowColumns
): Promise<WrittenRow[]> {
  if (updated.length === 0) return []
  const { resource } = plan
  const { actor } = plan.updating!
  const changes: ChangedRecord[] = []
  const written: WrittenRow[] = []
  for (const row of updated) {
    const { present, given, pairs } = row
    await checkTree(resource, present.id, given)
    const next = await deriveValues(resource, { ...present.values, ...ownOf(resource, given) })
    const names = Object.keys(next).filter(
      (field) => !sameValue(present.values[field], next[field])
    )
    const version = present.version + 1
    await updateRow(
      resource,
      present.id,
      columnsOf(resource, next, names, shadows),
      version,
      actor.user?.id
    )
    await writeMembers(resource, present.id, given)
    const before = revisionValues(resource, present.values, names)
    const after = revisionValues(resource, next, names)
    const hidden = names.filter((field) => !Object.hasOwn(after, field))
    for (const [field, members] of pairs) [before[field], after[field]] = [members, given[field]]
    changes.push({ id: present.id, n: version, before, after, hidden })
    await letOthersRun()
    const undo = beforeOf(
      resource,
      row,
      Object.fromEntries(names.map((field) => [field, null])),
      shadows
    )
    written.push({ n: row.n, act: 'updated', id: present.id, version, before: undo })
  }
  await checkCovered([plan.updating!, plan.importing], written, writtenFields(updated))
  await leaveTrail(actor, resource, 'updated', changes)
  return written
}

function ownOf(resource: Resource, given: Values): Values {
  return Object.fromEntries(Object.entries(given).filter(([field]) => !resource.field(field)!.many))
}

/** What was in the changed columns, shadow columns too, and who were members. */
function beforeOf(
  resource: Resource,
  { present, pairs }: UpdatedRow,
  changed: Values,
  shadows: ShadowColumns
): WrittenRow['before'] {
  const names = Object.keys(changed).filter((field) => !resource.field(field)!.many)
  return {
    columns: columnsOf(resource, present.values, names, shadows),
    pairs: Object.fromEntries(pairs),
  }
}

function writtenFields(batch: readonly { given: Values }[]): string[] {
  return [...new Set(batch.flatMap(({ given }) => Object.keys(given)))]
}

async function checkCovered(
  grants: readonly Grant[],
  written: readonly WrittenRow[],
  fields: readonly string[]
): Promise<void> {
  const refused = await uncovered(
    grants,
    written.map(({ id }) => id),
    fields
  )
  if (refused.size === 0) return
  throw new RefusedRows(
    written.filter(({ id }) => refused.has(id)).map(({ n }) => ({ n, code: 'E_FORBIDDEN' }))
  )
}

/** The refusal of a whole batch, where it could not be traced to a row. */
export function rowsRefused(error: unknown, n: number): RowProblem[] | null {
  if (error instanceof RefusedRows) return error.problems
  if (error instanceof Refusal) return error.problems.map((problem) => ({ ...problem, n }))
  return null
}
