import { sql } from '#app/database/sql.ts'
import { afterCommit, dialect, execute } from '#app/database/store.ts'
import { toStored } from '#app/resources/fields/datetime/instant.ts'
import { newRecordId } from '#app/resources/record_id.ts'
import { wakeDispatcher } from './dispatcher.ts'

export interface RaisedEvent {
  resource: string
  type: string
  ids: string[]
}

/** Writes an event beside the change it tells of: it leaves if and only if the transaction commits. */
export async function raise(event: RaisedEvent): Promise<void> {
  await execute(sql`insert into core__outbox (id, created_at, resource, type, ids, attempts) values (
    ${newRecordId()}, ${toStored(new Date().toISOString(), dialect())}, ${event.resource}, ${event.type}, ${JSON.stringify(event.ids)}, 0)`)
  afterCommit(wakeDispatcher)
}
