/** Takes an import back: what it made is deleted, what it changed put back, unless somebody has changed it since. */
import { inList, name, sql } from '#app/database/sql.ts'
import { execute, forUpdate, rows, transaction } from '#app/database/store.ts'
import { authorize } from '#app/access/authorize.ts'
import type { Actor, Grant } from '#app/access/grant.ts'
import { Refusal } from '#app/errors/refusal.ts'
import type { JobRun } from '#app/jobs/job_run.ts'
import { storedNow } from '#app/database/instant.ts'
import { getResource, referencesTo } from '#app/resources/registry.ts'
import type { Resource } from '#app/resources/resource.ts'
import type { ChangedRecord } from '#app/resources/checks.ts'
import { leaveTrail } from '#app/resources/trail.ts'
import { readPairs, writePairs } from '#app/resources/write/pairs.ts'
import {
  ownNames,
  revisionValues,
  storedColumns,
  toStoredRecord,
  type StoredRecord,
} from '#app/resources/write/record.ts'
import type { Values } from '#app/resources/values.ts'
import { uncovered } from './batch_rights.ts'
import type { ImportInput } from './import_plan.ts'
import { forgetRows, writtenRows } from './import_rows.ts'
import { updateRow } from '#app/resources/write/rows.ts'
import type { WrittenRow } from './write_batch.ts'

interface Conflict {
  row: number
  record: string
  reason: 'changed' | 'deleted' | 'used' | 'taken' | 'forbidden'
}
interface Cursor {
  phase: 'undo'
  /** Rows from here on are taken back. */
  below: number
  removed: number
  restored: number
  conflicts: number
  kept: Conflict[]
}

const MOST_KEPT = 1000
const START: Cursor = {
  phase: 'undo',
  below: 2_147_483_647,
  removed: 0,
  restored: 0,
  conflicts: 0,
  kept: [],
}

/** What it answers joins the job's result: how much was taken back, and which records had to stay as they are. */
export async function undoImport(run: JobRun): Promise<Record<string, unknown>> {
  const resource = getResource(run.job.input.resource as string)
  const right = rightOf(run, resource)
  const given = run.cursor as { phase: string } | null
  let cursor = given?.phase === 'undo' ? (given as Cursor) : START
  for (;;) {
    await run.breathe()
    const batch = await writtenRows(run.job.id, cursor.below)
    if (batch.length === 0) break
    cursor = await transaction(async () => {
      const next = await undoBatch(run.actor, resource, right, batch, cursor)
      await run.saveCursor(next)
      return next
    })
    await run.progress(Math.max(0, run.job.done - cursor.removed - cursor.restored))
  }
  await forgetRows(run.job.id)
  const { removed, restored, conflicts, kept } = cursor
  return { undoable: false, removed, restored, conflicts, kept }
}

interface Right {
  grants: Grant[]
  fields: string[]
}

/** Who asks for it undoes what they may still write; what stopped half-way, the system takes back whole. */
function rightOf({ job, actor }: JobRun, resource: Resource): Right {
  const { mapping } = job.input as unknown as ImportInput
  const asked = job.ending === 'undone'
  return {
    grants: asked ? [authorize(actor, resource.name, 'import')] : [],
    fields: Object.values(mapping),
  }
}

async function undoBatch(
  actor: Actor,
  resource: Resource,
  { grants, fields }: Right,
  batch: readonly WrittenRow[],
  cursor: Cursor
): Promise<Cursor> {
  const present = await lockRecords(
    resource,
    batch.map(({ id }) => id)
  )
  const used = await usedRecords(
    resource,
    batch.filter(({ act }) => act === 'created').map(({ id }) => id)
  )
  const forbidden = await uncovered(grants, [...present.keys()], fields)
  const conflicts: Conflict[] = []
  const keep = ({ n, id }: WrittenRow, reason: Conflict['reason']) =>
    conflicts.push({ row: n, record: id, reason })
  const removed: StoredRecord[] = []
  const restored: ChangedRecord[] = []
  for (const row of batch) {
    const record = present.get(row.id)
    if (!record) keep(row, 'deleted')
    else if (forbidden.has(row.id)) keep(row, 'forbidden')
    else if (record.version !== row.version) keep(row, 'changed')
    else if (row.act === 'created') {
      if (used.has(row.id)) keep(row, 'used')
      else removed.push(record)
    } else {
      const change = await putBack(actor, resource, row, record)
      if (change) restored.push(change)
      else keep(row, 'taken')
    }
  }
  await removeAll(actor, resource, removed)
  await leaveTrail(actor, resource, 'updated', restored)
  return {
    phase: 'undo',
    below: batch.at(-1)!.n,
    removed: cursor.removed + removed.length,
    restored: cursor.restored + restored.length,
    conflicts: cursor.conflicts + conflicts.length,
    kept: [...cursor.kept, ...conflicts].slice(0, MOST_KEPT),
  }
}

async function lockRecords(
  resource: Resource,
  ids: readonly string[]
): Promise<Map<string, StoredRecord>> {
  const found = await rows(
    forUpdate(
      sql`select ${storedColumns(resource, 't')} from ${name(resource.table)} t where ${inList(sql`id`, ids)} and live = ''`
    )
  )
  return new Map(
    found.map((line) => toStoredRecord(resource, line)).map((record) => [record.id, record])
  )
}

/** Records that another one points at by now: they are in use, and stay. */
async function usedRecords(resource: Resource, ids: readonly string[]): Promise<Set<string>> {
  const used = new Set<string>()
  for (const { resource: other, field } of referencesTo(resource.name)) {
    if (other.isLog) continue
    const found = await rows(
      sql`select distinct ${name(field.column)} as id from ${name(other.table)} where ${inList(name(field.column), ids)} and live = ''`
    )
    for (const line of found) used.add(line.id as string)
  }
  return used
}

async function removeAll(
  actor: Actor,
  resource: Resource,
  records: readonly StoredRecord[]
): Promise<void> {
  if (records.length === 0) return
  const at = storedNow()
  await execute(
    sql`update ${name(resource.table)} set live = id, deleted_at = ${at}, version = version + 1, updated_at = ${at}, updated_by = ${actor.user?.id ?? null} where ${inList(
      sql`id`,
      records.map(({ id }) => id)
    )}`
  )
  const names = ownNames(resource)
  await leaveTrail(
    actor,
    resource,
    'deleted',
    records.map(({ id, version, values }) => ({
      id,
      n: version + 1,
      before: revisionValues(resource, values, names),
      after: null,
    }))
  )
}

/** null when a unique value it had is another record's by now. */
async function putBack(
  actor: Actor,
  resource: Resource,
  { before }: WrittenRow,
  record: StoredRecord
): Promise<ChangedRecord | null> {
  const { columns, pairs } = before!
  const version = record.version + 1
  try {
    await updateRow(resource, record.id, columns, version, actor.user?.id)
  } catch (error) {
    if (error instanceof Refusal) return null
    throw error
  }
  const fields = resource.storedFields.filter((field) => field.column in columns)
  const names = fields.map((field) => field.name)
  const old: Values = Object.fromEntries(
    fields.map((field) => [field.name, field.fromDb(columns[field.column])])
  )
  const after = revisionValues(resource, old, names)
  const change: ChangedRecord = {
    id: record.id,
    n: version,
    before: revisionValues(resource, record.values, names),
    after,
    hidden: names.filter((field) => !Object.hasOwn(after, field)),
  }
  for (const [fieldName, members] of Object.entries(pairs)) {
    const field = resource.field(fieldName)!
    change.before![fieldName] = await readPairs(resource, field, record.id)
    change.after![fieldName] = members
    await writePairs(resource, field, record.id, members)
  }
  return change
}
