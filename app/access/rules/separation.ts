/**
 * The three administrators (docs/security.md): where they are separated nobody holds two of their roles, only the
 * security administrator writes rights, and nobody widens their own. Where they are not, who was granted a part of that
 * work without being an administrator does not become one by it.
 */
import { inList, sql } from '#app/database/sql.ts'
import { row, rows } from '#app/database/store.ts'
import { Refusal } from '#app/errors/refusal.ts'
import { addChecks, type Change, type ChangedRecord } from '#app/resources/checks.ts'
import { setting } from '#app/settings/settings.ts'
import type { Actor } from '../grant.ts'
import { ADMINISTRATOR_ROLES, administratorRolesOf, SEPARATED_ROLES } from './administrators.ts'

export function addSeparationChecks(): void {
  addChecks('core.memberships', { written: checkMemberships })
  addChecks('core.grants', { written: checkGrants })
  addChecks('core.roles', { written: onlySecurityWork })
  addChecks('core.settings', { written: checkSwitch })
}

async function checkMemberships(
  actor: Actor,
  change: Change,
  records: readonly ChangedRecord[]
): Promise<void> {
  const separated = await setting('security.separation')
  if (separated) await onlySecurityWork(actor)
  if (change === 'deleted' || (!separated && (await givesRights(actor)))) return
  const ids = records.map(({ id }) => id)
  const found = await rows(
    sql`select membership.user_id as user_id, role.code as code from core__memberships membership
      join core__roles role on role.id = membership.role_id where ${inList(sql`membership.id`, ids)}`
  )
  const userIds = found.map((line) => line.user_id as string)
  if (actor.user && userIds.includes(actor.user.id))
    throw new Refusal('E_FORBIDDEN', { reason: 'ownRights' })
  if (separated) return refuseTwoRoles(userIds)
  if (found.some(({ code }) => (ADMINISTRATOR_ROLES as readonly unknown[]).includes(code)))
    throw new Refusal('E_FORBIDDEN', { reason: 'administratorRole' })
}

/** Whether this is the work of a role that the actor holds, and not of some grant: they may give whatever there is. */
async function givesRights(actor: Actor): Promise<boolean> {
  if (!actor.user) return true
  const found = await rows(
    sql`select id from core__roles where ${inList(sql`code`, ['administrator', 'security_administrator'])} and live = ''`
  )
  return found.some(({ id }) => actor.user!.roleIds.includes(id as string))
}

async function checkGrants(
  actor: Actor,
  change: Change,
  records: readonly ChangedRecord[]
): Promise<void> {
  const separated = await setting('security.separation')
  if (separated) await onlySecurityWork(actor)
  if (!actor.user || change === 'deleted' || (!separated && (await givesRights(actor)))) return
  const ids = records.map(({ id }) => id)
  const found = await rows(
    sql`select distinct role_id from core__grants where ${inList(sql`id`, ids)}`
  )
  if (found.some((line) => actor.user!.roleIds.includes(line.role_id as string)))
    throw new Refusal('E_FORBIDDEN', { reason: 'ownRights' })
}

/** Whatever another role was granted: rights are written by the security administrator alone. */
async function onlySecurityWork(actor: Actor): Promise<void> {
  if (!actor.user || !(await setting('security.separation'))) return
  // As the actor was when they asked: this very write may be what takes their role away.
  const security = await row(
    sql`select id from core__roles where code = 'security_administrator' and live = ''`
  )
  if (!actor.user.roleIds.includes(security?.id as string))
    throw new Refusal('E_FORBIDDEN', { reason: 'securityWork' })
}

/** Separation cannot begin while somebody holds two of the roles. */
async function checkSwitch(): Promise<void> {
  if (!(await setting('security.separation'))) return
  const found = await rows(sql`select distinct user_id from core__memberships where live = ''`)
  await refuseTwoRoles(found.map((line) => line.user_id as string))
}

async function refuseTwoRoles(userIds: readonly string[]): Promise<void> {
  for (const [, roles] of await administratorRolesOf(userIds)) {
    if (SEPARATED_ROLES.filter((role) => roles.has(role)).length > 1)
      throw new Refusal([{ code: 'E_CONFLICT', field: 'role', meta: { reason: 'separation' } }])
  }
}
