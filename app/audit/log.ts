import type { Actor } from '#app/access/grant.ts'
import { insertInto } from '#app/database/sql.ts'
import { post } from '#app/database/store.ts'
import { storedNow } from '#app/database/instant.ts'
import { newRecordId } from '#app/database/record_id.ts'
import { CONTENT, lineMark } from './seal.ts'

/** Something that happened, for the auditor: who did what to whose record, from where. */
export interface AuditLine {
  action: string
  resource: string | null
  record: string | null
  detail: Record<string, unknown> | null
}

/** Adds a line to the audit log, in the running transaction where there is one; the sealer chains it within a second. */
export function appendAudit(
  actor: Pick<Actor, 'user' | 'request'>,
  line: AuditLine
): Promise<void> {
  return appendAuditLines(actor, [line])
}

/** The same for several lines, in one statement. */
export async function appendAuditLines(
  { user, request }: Pick<Actor, 'user' | 'request'>,
  lines: readonly AuditLine[]
): Promise<void> {
  if (lines.length === 0) return
  const at = storedNow()
  const written = lines.map(({ action, resource, record, detail }) => {
    const line: Record<(typeof CONTENT)[number], string | null> = {
      id: newRecordId(),
      created_at: at,
      actor: user?.id ?? null,
      actor_name: user?.name ?? null,
      action,
      resource,
      record,
      ip: request?.ip ?? null,
      request: request?.id ?? null,
      detail: detail && JSON.stringify(detail),
    }
    return [...CONTENT.map((column) => line[column]), lineMark(line)]
  })
  await post(insertInto('core__audit', [...CONTENT, 'seal'], written))
}
