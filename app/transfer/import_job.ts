/**
 * An import: first every row is read and checked, and one that is wrong stops it all; then the rows are written in
 * batches, each in a transaction that also moves the job's cursor, so that a crash loses and repeats nothing.
 */
import { transaction } from '#app/database/store.ts'
import { Refusal } from '#app/errors/refusal.ts'
import { ownTemporaryFile } from '#app/files/file_access.ts'
import type { JobHandler, JobRun, Outcome } from '#app/jobs/job_run.ts'
import { hospitalZone } from '#app/resources/hospital_time.ts'
import { encodeSecrets } from '#app/resources/write/secrets.ts'
import { isScoped } from './batch_rights.ts'
import { cellValue, WrongCell, type CellContext } from './cell_value.ts'
import { ImportProblems } from './import_problems.ts'
import { planImport, type ImportInput, type ImportPlan } from './import_plan.ts'
import { BATCH_ROWS, forgetRows, keepWritten, stagedRows, stageRows } from './import_rows.ts'
import { prepareBatch, type GivenRow, type Prepared } from './prepare_batch.ts'
import { ShadowColumns } from '#app/resources/write/shadow_columns.ts'
import { openSheet, type Sheet } from './sheet.ts'
import type { SheetRow } from './sheet_row.ts'
import { undoImport } from './undo_import.ts'
import { keyText, uniqueKeys, type UniqueKey } from './unique_keys.ts'
import { optionFinder } from './words.ts'
import { rowsRefused, StaleBatch, writeBatch } from './write_batch.ts'

interface Counts {
  created: number
  updated: number
  unchanged: number
}
/** `n`: the last row that is written. */
type Cursor = { phase: 'check' } | ({ phase: 'write'; n: number; rows: number } & Counts)

const MOST_ROWS = 1_000_000
const ATTEMPTS = 5

export const importJob: JobHandler = {
  async run(run) {
    const input = run.job.input as unknown as ImportInput & { resource: string }
    const cursor = run.cursor as Cursor | null
    if (cursor?.phase === 'write') return write(run, storedPlan(run, input), cursor)
    const file = await ownTemporaryFile(run.actor, input.fileId)
    const sheet = await openSheet(file)
    const plan = planImport(run.actor, input.resource, input, sheet.columns)
    const checked = await check(run, plan, sheet)
    if (checked.problems.count > 0 || input.dryRun) {
      await forgetRows(run.job.id)
      return outcome(checked)
    }
    const { counts: _expected, rows } = checked
    const start: Cursor = { phase: 'write', n: 0, rows, created: 0, updated: 0, unchanged: 0 }
    await run.saveCursor(start, 0)
    return write(run, plan, start)
  },
  undo: undoImport,
}

/** The plan of an import whose file has been read already: its columns are those that were mapped. */
function storedPlan(run: JobRun, input: ImportInput & { resource: string }): ImportPlan {
  return planImport(run.actor, input.resource, input, Object.keys(input.mapping))
}

interface Checked {
  counts: Counts
  rows: number
  problems: ImportProblems
}

async function check(run: JobRun, plan: ImportPlan, sheet: Sheet): Promise<Checked> {
  await forgetRows(run.job.id)
  await run.saveCursor({ phase: 'check' } satisfies Cursor, 0)
  const problems = new ImportProblems(plan, run.job.input.locale)
  const counts: Counts = { created: 0, updated: 0, unchanged: 0 }
  const seen = new Map<UniqueKey, Map<string, number>>()
  let rows = 0
  for await (const batch of batches(sheet)) {
    const given = await readCells(run, plan, sheet, batch, problems)
    repeatedKeys(plan, given, seen, problems)
    const prepared = await prepareBatch(plan, given, () => run.breathe())
    problems.add(prepared.problems)
    if (prepared.problems.length === 0) problems.add(await trial(plan, prepared))
    for (const row of prepared.rows) counts[row.act] += 1
    if (problems.count === 0) await transaction(() => stageRows(run.job.id, given))
    rows += batch.length
    if (rows > MOST_ROWS) throw new Refusal('E_TOO_LARGE', { limit: MOST_ROWS })
    await run.progress(rows, 0)
  }
  await run.progress(rows, rows)
  return { counts, rows, problems }
}

async function* batches({ rows }: Sheet): AsyncGenerator<SheetRow[]> {
  let batch: SheetRow[] = []
  for await (const row of rows) {
    batch.push(row)
    if (batch.length < BATCH_ROWS) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

async function readCells(
  run: JobRun,
  plan: ImportPlan,
  sheet: Sheet,
  batch: readonly SheetRow[],
  problems: ImportProblems
): Promise<GivenRow[]> {
  const context: CellContext = { zone: await hospitalZone(), option: optionFinder() }
  const places = plan.columns.map(({ column, field }) => ({
    field,
    index: sheet.columns.indexOf(column),
  }))
  const given: GivenRow[] = []
  for (const { n, cells } of batch) {
    await run.breathe()
    const row: GivenRow = { n, given: {} }
    const wrong = places.flatMap(({ field, index }) => {
      try {
        row.given[field.name] = cellValue(cells[index] ?? null, field, context)
        return []
      } catch (error) {
        if (!(error instanceof WrongCell)) throw error
        return [{ n, code: error.code, field: field.name, meta: { reason: field.definition.type } }]
      }
    })
    problems.add(wrong)
    if (wrong.length === 0) given.push(row)
  }
  return given
}

/** Rows that repeat a unique value of a row above them. */
function repeatedKeys(
  plan: ImportPlan,
  batch: readonly GivenRow[],
  seen: Map<UniqueKey, Map<string, number>>,
  problems: ImportProblems
): void {
  const keys = seen.size > 0 ? [...seen.keys()] : keysInSheet(plan)
  for (const key of keys) {
    const before = seen.get(key) ?? new Map<string, number>()
    seen.set(key, before)
    for (const { n, given } of batch) {
      const text = keyText(key, given)
      const first = text === null ? undefined : before.get(text)
      if (first !== undefined)
        problems.add([{ n, code: 'E_UNIQUE', field: key[0]!.name, meta: { row: first } }])
      else if (text !== null) before.set(text, n)
    }
  }
}

function keysInSheet({ resource, columns, key }: ImportPlan): UniqueKey[] {
  const mapped = new Set(columns.map(({ field }) => field))
  const keys = uniqueKeys(resource).filter((fields) => fields.every((field) => mapped.has(field)))
  return key && !keys.some(([field, ...more]) => field === key && more.length === 0)
    ? [[key], ...keys]
    : keys
}

class TrialOver extends Error {}

/** Where rights depend on the row, what would be written is written and taken back: only then it can be asked for. */
async function trial(plan: ImportPlan, prepared: Prepared) {
  const grants = [plan.importing, plan.creating, ...(plan.updating ? [plan.updating] : [])]
  if (!isScoped(grants)) return []
  try {
    return await transaction(async () => {
      await writeBatch(plan, structuredClone(prepared.rows), new ShadowColumns())
      throw new TrialOver()
    })
  } catch (error) {
    if (error instanceof TrialOver || error instanceof StaleBatch) return []
    const refused = rowsRefused(error, prepared.rows[0]?.n ?? 0)
    if (!refused) throw error
    return refused
  }
}

async function write(
  run: JobRun,
  plan: ImportPlan,
  from: Extract<Cursor, { phase: 'write' }>
): Promise<Outcome> {
  let cursor = from
  let handled = cursor.created + cursor.updated + cursor.unchanged
  for (;;) {
    await run.breathe()
    const batch = await stagedRows(run.job.id, cursor.n)
    if (batch.length === 0) break
    cursor = await writeNext(run, plan, batch, cursor)
    handled += batch.length
    await run.progress(handled, cursor.rows)
  }
  const { created, updated, unchanged, rows } = cursor
  const problems = new ImportProblems(plan, run.job.input.locale)
  return outcome({ counts: { created, updated, unchanged }, rows, problems }, true)
}

/** Writes one batch; when others were faster it is looked at anew, and refused when it no longer fits. */
async function writeNext(
  run: JobRun,
  plan: ImportPlan,
  batch: readonly GivenRow[],
  cursor: Extract<Cursor, { phase: 'write' }>
): Promise<Extract<Cursor, { phase: 'write' }>> {
  const [first, last] = [batch[0]!.n, batch.at(-1)!.n]
  for (let attempt = 1; ; attempt++) {
    const prepared = await prepareBatch(plan, batch, () => run.breathe())
    if (prepared.problems.length > 0)
      throw new ImportProblems(plan, run.job.input.locale).refusal(prepared.problems)
    for (const row of prepared.rows)
      if (row.act !== 'unchanged') await encodeSecrets(plan.resource, row.given)
    const shadows = new ShadowColumns()
    const changed = prepared.rows.flatMap((row) => (row.act === 'unchanged' ? [] : [row.given]))
    await shadows.prepare(plan.resource, changed, () => run.breathe())
    const next = { ...cursor, n: last }
    for (const row of prepared.rows) next[row.act] += 1
    try {
      await transaction(async () => {
        const written = await writeBatch(plan, prepared.rows, shadows)
        await keepWritten(run.job.id, first, last, written)
        await run.saveCursor(next, next.created + next.updated + next.unchanged)
      })
      return next
    } catch (error) {
      const refused = rowsRefused(error, first)
      const again = error instanceof StaleBatch || refused?.some(({ code }) => code === 'E_UNIQUE')
      if (again && attempt < ATTEMPTS) continue
      if (refused) throw new ImportProblems(plan, run.job.input.locale).refusal(refused)
      throw error
    }
  }
}

function outcome({ counts, rows, problems }: Checked, written = false): Outcome {
  return {
    result: {
      ...counts,
      rows,
      errors: problems.count,
      undoable: written && counts.created + counts.updated > 0,
    },
    problems: problems.list,
    failed: problems.count > 0,
  }
}
