/** Nobody locks everybody out: the last who can give rights keeps theirs, and nobody stops themselves. */
import { sql } from '#app/database/sql.ts'
import { row } from '#app/database/store.ts'
import { Refusal } from '#app/errors/refusal.ts'
import { addChecks, type Change, type ChangedRecord } from '#app/resources/checks.ts'
import { setting } from '#app/settings/settings.ts'
import type { Actor } from '../grant.ts'
import { activeHolders, type AdministratorRole } from './administrators.ts'

export function addHolderChecks(): void {
  for (const resource of ['core.memberships', 'core.departments', 'core.roles', 'core.settings'])
    addChecks(resource, { written: (_actor, change) => keepHolders(change) })
  addChecks('core.users', {
    async written(actor, change, records) {
      refuseOwnEnd(actor, change, records)
      await keepHolders(change)
    },
  })
}

/** A role that rights are given by, once held, stays held by somebody who can sign in. */
async function keepHolders(change: Change): Promise<void> {
  if (change === 'created' || change === 'restored') return
  const separated = await setting('security.separation')
  const guarded: AdministratorRole[] = separated
    ? ['security_administrator', 'system_administrator']
    : ['administrator', 'security_administrator']
  for (const role of guarded) {
    if ((await activeHolders(role)).length > 0 || !(await wasHeld(role))) continue
    throw new Refusal('E_CONFLICT', { reason: 'lastHolder', role })
  }
}

/** Memberships that were removed are still there, deleted. */
async function wasHeld(code: AdministratorRole): Promise<boolean> {
  const found = await row(sql`select 1 as found from core__memberships membership
    join core__roles role on role.id = membership.role_id where role.code = ${code} limit 1`)
  return found !== undefined
}

function refuseOwnEnd(actor: Actor, change: Change, records: readonly ChangedRecord[]): void {
  const own = records.find(({ id }) => id === actor.user?.id)
  if (own && (change === 'deleted' || own.after?.status === 'stopped'))
    throw new Refusal('E_CONFLICT', { reason: 'ownAccount' })
}
