/** The rows of an import in `core__import_rows`, while it runs and as long as it can be undone. */
import { insertInto, name, sql } from '#app/database/sql.ts'
import { execute, rows } from '#app/database/store.ts'
import { toStored } from '#app/database/instant.ts'
import type { GivenRow } from './prepare_batch.ts'
import type { WrittenRow } from './write_batch.ts'

/** Rows of one batch, and how many characters they may have: a row of long texts makes its batch smaller. */
export const BATCH_ROWS = 500
const BATCH_CHARACTERS = 2_000_000

const UNDO_DAYS = 7

export async function stageRows(job: string, batch: readonly GivenRow[]): Promise<void> {
  if (batch.length === 0) return
  const lines = batch.map(({ n, given }) => [job, n, JSON.stringify(given)])
  await execute(insertInto('core__import_rows', ['job_id', 'n', 'given'], lines))
}

/** The next rows that are to be written. */
export async function stagedRows(job: string, after: number): Promise<GivenRow[]> {
  const found = await rows(
    sql`select n, given from core__import_rows where job_id = ${job} and n > ${after} order by n limit ${BATCH_ROWS}`
  )
  let characters = 0
  const batch: GivenRow[] = []
  for (const line of found) {
    characters += (line.given as string).length
    if (characters > BATCH_CHARACTERS && batch.length > 0) break
    batch.push({ n: Number(line.n), given: JSON.parse(line.given as string) })
  }
  return batch
}

/** Puts what was done with the rows of a batch in the place of what they say. Inside the batch's transaction. */
export async function keepWritten(
  job: string,
  first: number,
  last: number,
  written: readonly WrittenRow[]
): Promise<void> {
  await execute(
    sql`delete from core__import_rows where job_id = ${job} and n between ${first} and ${last}`
  )
  if (written.length === 0) return
  const columns = ['job_id', 'n', 'act', 'record_id', 'version', 'before']
  const lines = written.map(({ n, act, id, version, before }) => {
    return [job, n, act, id, version, before && JSON.stringify(before)]
  })
  await execute(insertInto('core__import_rows', columns, lines))
}

/** What was written last, from below a row on: undo goes backwards. */
export async function writtenRows(job: string, below: number): Promise<WrittenRow[]> {
  const found = await rows(
    sql`select n, act, record_id, version, ${name('before')} from core__import_rows where job_id = ${job} and n < ${below} and act is not null order by n desc limit ${BATCH_ROWS}`
  )
  return found.map((line) => ({
    n: Number(line.n),
    act: line.act as WrittenRow['act'],
    id: line.record_id as string,
    version: Number(line.version),
    before: line.before === null ? null : JSON.parse(line.before as string),
  }))
}

export async function forgetRows(job: string): Promise<void> {
  await execute(sql`delete from core__import_rows where job_id = ${job}`)
}

/** After a week an import stays as it is. */
export async function sweepImportRows(now = Date.now()): Promise<void> {
  const before = toStored(new Date(now - UNDO_DAYS * 86_400_000).toISOString())
  const old = await rows(
    sql`select id, result from core__jobs where kind = 'import' and state = 'done' and updated_at < ${before} and exists (select 1 from core__import_rows r where r.job_id = core__jobs.id) limit 50`
  )
  for (const job of old) {
    const result = { ...JSON.parse(job.result as string), undoable: false }
    await execute(
      sql`update core__jobs set result = ${JSON.stringify(result)} where id = ${job.id}`
    )
    await forgetRows(job.id as string)
  }
}
