/**
 * What every write leaves behind, in its own transaction: a revision of the record, a line in the audit log, an
 * event in the outbox and, for configuration, a command in the journal.
 */
import { appendAudit } from '#app/audit/log.ts'
import { raiseStamp } from '#app/database/stamp.ts'
import { raise } from '#app/events/outbox.ts'
import type { Actor } from '#app/access/grant.ts'
import { insertInto } from '#app/database/sql.ts'
import { post } from '#app/database/store.ts'
import { checkWrittenRecords, type Change, type ChangedRecord } from './checks.ts'
import { storedNow } from '#app/database/instant.ts'
import { newRecordId } from '#app/database/record_id.ts'
import type { Resource } from './resource.ts'

const ACTION = {
  created: 'create',
  updated: 'update',
  deleted: 'delete',
  restored: 'restore',
} as const
/** What made a version of a record. */
export type RevisionAction = (typeof ACTION)[Change]

/** How the change is told where it is more than the change of some fields: to the auditor, and in its event. */
export interface Told {
  action: string
  detail: Record<string, unknown>
  event: string
}

/** One audit line and one event for the whole list; a revision for each record. Here too the resource's own checks run. */
export async function leaveTrail(
  actor: Actor,
  resource: Resource,
  change: Change,
  records: readonly ChangedRecord[],
  told?: Told
): Promise<void> {
  if (records.length === 0) return
  // Before the checks: they must see the configuration as this transaction has made it.
  if (resource.definition.configuration) await raiseStamp()
  await checkWrittenRecords(resource.name, actor, change, records)
  await keepRevisions(actor, resource, change, records)
  if (resource.definition.configuration) await keepCommands(actor, resource, change, records)
  const ids = records.map(({ id }) => id)
  await appendAudit(actor, {
    action: told?.action ?? ACTION[change],
    resource: resource.name,
    record: ids.length === 1 ? ids[0]! : null,
    detail:
      ids.length === 1
        ? (told?.detail ?? null)
        : { count: ids.length, first: ids[0], last: ids.at(-1) },
  })
  await raise({
    resource: resource.name,
    type: told?.event ?? (change === 'restored' ? 'created' : change),
    ids,
    versions: records.map(({ n }) => n),
  })
}

const REVISION = 'id created_at resource record n action by_user before after'.split(' ')

function keepRevisions(
  { user }: Actor,
  { name }: Resource,
  change: Change,
  records: readonly ChangedRecord[]
): Promise<void> {
  const at = storedNow()
  const lines = records.map(({ id, n, before, after }) => {
    const what = [name, id, n, ACTION[change], user?.id ?? null]
    return [newRecordId(), at, ...what, toText(before), toText(after)]
  })
  return post(insertInto('core__revisions', REVISION, lines))
}

const COMMAND = 'id created_at resource record action by_user by_name before after'.split(' ')

function keepCommands(
  { user }: Actor,
  { name }: Resource,
  change: Change,
  records: readonly ChangedRecord[]
): Promise<void> {
  const at = storedNow()
  const lines = records.map(({ id, before, after }) => {
    const what = [name, id, ACTION[change], user?.id ?? null, user?.name ?? null]
    return [newRecordId(), at, ...what, toText(before), toText(after)]
  })
  return post(insertInto('core__commands', COMMAND, lines))
}

function toText(value: unknown): string | null {
  return value === null ? null : JSON.stringify(value)
}
