/** How a record came to the state it is in, for those who may read its state. */
import { STATE_FIELD, type TimelineEntry } from '@xinglin/contracts'
import type { Grant } from '#app/access/grant.ts'
import { looking } from '#app/audit/look.ts'
import { fromStored } from '#app/database/instant.ts'
import { isRecordId } from '#app/database/record_id.ts'
import { sql } from '#app/database/sql.ts'
import { rows, type Row } from '#app/database/store.ts'
import { Refusal } from '#app/errors/refusal.ts'
import { labelPeople } from '#app/resources/history/references.ts'
import { readableFields } from '#app/resources/history/revisions.ts'

const MOST = 500

/** Newest first. A record whose state is not the actor's to see has none for them; 404 for one they do not see. */
export async function timeline(grant: Grant, id: string): Promise<TimelineEntry[]> {
  if (!isRecordId(id)) throw new Refusal('E_NOT_FOUND')
  return looking(grant, id, async () => {
    const shown = await readableFields(grant, id)
    if (!grant.resource.definition.lifecycle || !shown.has(STATE_FIELD)) return []
    const found = await rows(
      sql`select * from core__timeline where record = ${id} and resource = ${grant.resource.name} order by n desc limit ${MOST}`
    )
    const entries = found.map(entryOf)
    await labelPeople(
      grant,
      entries.flatMap(({ by }) => by ?? [])
    )
    return entries
  })
}

function entryOf(line: Row): TimelineEntry {
  return {
    at: fromStored(line.created_at as string),
    by: line.by_user ? { id: line.by_user as string, label: null } : null,
    from: line.from_state as string,
    to: line.to_state as string,
    transition: line.transition as string,
    reason: line.reason as string | null,
    note: line.note as string | null,
  }
}
