import { sql } from '#app/database/sql.ts'
import { afterCommit, post } from '#app/database/store.ts'
import { storedNow } from '#app/database/instant.ts'
import { newRecordId } from '#app/database/record_id.ts'
import { wakeDispatcher } from './dispatcher.ts'
import type { RaisedEvent } from './event_row.ts'

/** Writes an event beside the change it tells of: it leaves if and only if the transaction commits. */
export async function raise({ resource, type, ids, versions }: RaisedEvent): Promise<void> {
  await post(sql`insert into core__outbox (id, created_at, resource, type, ids, versions, claimed_until) values (
    ${newRecordId()}, ${storedNow()}, ${resource}, ${type}, ${JSON.stringify(ids)},
    ${versions ? JSON.stringify(versions) : null}, 0)`)
  afterCommit(wakeDispatcher)
}
