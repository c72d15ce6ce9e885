import type { Actor } from '#app/access/grant.ts'
import { sql } from '#app/database/sql.ts'
import { dialect, execute } from '#app/database/store.ts'
import { toStored } from '#app/resources/fields/datetime/instant.ts'
import { newRecordId } from '#app/resources/record_id.ts'

/** Something that happened, for the auditor: who did what to whose record, from where. */
export interface AuditLine {
  action: string
  resource: string | null
  record: string | null
  detail: Record<string, unknown> | null
}

/** Adds a line to the audit log, in the running transaction where there is one; the sealer chains it within a second. */
export async function appendAudit(actor: Pick<Actor, 'user' | 'request'>, line: AuditLine): Promise<void> {
  await execute(sql`insert into core__audit (id, created_at, actor, actor_name, action, resource, record, ip, request, detail) values (
    ${newRecordId()}, ${toStored(new Date().toISOString(), dialect())}, ${actor.user?.id ?? null}, ${actor.user?.name ?? null}, ${line.action},
    ${line.resource}, ${line.record}, ${actor.request?.ip ?? null}, ${actor.request?.id ?? null}, ${line.detail && JSON.stringify(line.detail)})`)
}
