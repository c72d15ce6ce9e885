/** What holds for every write of an account: good passwords, known to one person, and no session that outlives them. */
import { addChecks, type Change, type ChangedRecord } from '#app/resources/checks.ts'
import { Refusal } from '#app/errors/refusal.ts'
import { setting } from '#app/settings/settings.ts'
import type { Actor } from '../grant.ts'
import { passwordProblems } from '../password_policy.ts'
import { endSessionsOf } from '../sessions/session_store.ts'
import { administratorRolesOf } from './administrators.ts'

export function addAccountChecks(): void {
  addChecks('core.users', {
    async input(given, present) {
      if (typeof given.password !== 'string') return []
      const login = given.login ?? present?.login
      return passwordProblems(given.password, typeof login === 'string' ? login : '')
    },
    async implied(actor, given, present) {
      const fromSomebodyElse =
        actor.user !== null && actor.user.id !== present?.id && typeof given.password === 'string'
      return fromSomebodyElse && (await setting('security.changeGivenPassword'))
        ? { mustChangePassword: true }
        : {}
    },
    async written(actor, change, records) {
      if (change === 'created' || change === 'restored') return
      await checkPasswordReset(actor, change, records)
      for (const record of records) await endOldSessions(actor, change, record)
    },
  })
}

/**
 * An account's password is set by itself, or by somebody who holds all administrator roles that it holds: setting a
 * stronger account's password would be a way to its rights.
 */
async function checkPasswordReset(
  actor: Actor,
  change: Change,
  records: readonly ChangedRecord[]
): Promise<void> {
  const { user } = actor
  if (!user || change !== 'updated') return
  const others = records
    .filter((record) => record.id !== user.id && changesAccess(record))
    .map(({ id }) => id)
  await refuseStronger(user.id, others)
}

/**
 * Refuses to change by what somebody signs in whose administrator roles are not all held by `userId` too.
 * @throws 403
 */
export async function refuseStronger(userId: string, others: readonly string[]): Promise<void> {
  if (others.length === 0) return
  const roles = await administratorRolesOf([userId, ...others])
  const own = roles.get(userId) ?? new Set()
  if (own.has('administrator') && !(await setting('security.separation'))) return
  const stronger = others.some((id) => [...(roles.get(id) ?? [])].some((role) => !own.has(role)))
  if (stronger) throw new Refusal('E_FORBIDDEN', { reason: 'strongerAccount' })
}

/** What somebody would sign in by. */
function changesAccess({ hidden = [], after }: ChangedRecord): boolean {
  return hidden.includes('password') || (after !== null && Object.hasOwn(after, 'login'))
}

/** A new password ends the person's other sessions; a stopped or deleted account has none. */
async function endOldSessions(actor: Actor, change: Change, record: ChangedRecord): Promise<void> {
  const ended = change === 'deleted' || record.after?.status === 'stopped'
  const isOwn = actor.user?.id === record.id
  if (ended) await endSessionsOf(record.id)
  else if (record.hidden?.includes('password'))
    await endSessionsOf(record.id, isOwn ? (actor.request?.session ?? null) : null)
}
