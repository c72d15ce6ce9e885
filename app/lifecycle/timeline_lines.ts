/** The lines of timelines as they are stored: chained when they are written, and checked by the same content. */
import { timelineLink } from '#app/audit/seal.ts'
import { fromStored, storedNow } from '#app/database/instant.ts'
import { newRecordId } from '#app/database/record_id.ts'
import { insertInto, sql } from '#app/database/sql.ts'
import { post, row, type Row } from '#app/database/store.ts'

export interface TimelineLine {
  resource: string
  record: string
  transition: string
  from: string
  to: string
  by: string | null
  reason: string | null
  note: string | null
}

const COLUMNS =
  'id created_at resource record n transition from_state to_state by_user reason note'.split(' ')

/** Adds a line, in the transaction that has locked the record: so its lines come one after the other. */
export async function appendTimeline(line: TimelineLine): Promise<void> {
  const { resource, record, transition, from, to, by, reason, note } = line
  const last = await row(
    sql`select n, seal from core__timeline where record = ${record} and resource = ${resource} order by n desc limit 1`
  )
  const n = Number(last?.n ?? 0) + 1
  const at = storedNow()
  const values = [newRecordId(), at, resource, record, n, transition, from, to, by, reason, note]
  const stored = Object.fromEntries(COLUMNS.map((column, i) => [column, values[i]]))
  const seal = sealOf((last?.seal as string | undefined) ?? '', stored)
  await post(insertInto('core__timeline', [...COLUMNS, 'seal'], [[...values, seal]]))
}

/** The seal a line has behind the one before it. */
export function sealOf(previous: string, line: Row): string {
  const content = COLUMNS.map((column) => {
    const value = line[column] ?? null
    if (column === 'created_at') return fromStored(value as string)
    return column === 'n' ? Number(value) : (value as string | null)
  })
  return timelineLink(previous, content)
}
