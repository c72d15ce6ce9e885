/** Who holds the roles that administer Xinglin, as the running transaction sees it. */
import { and, inList, sql, type Sql } from '#app/database/sql.ts'
import { forUpdate, rows } from '#app/database/store.ts'

/** The roles whose work one account may not share when three administrators are separated (三员). */
export const SEPARATED_ROLES = [
  'system_administrator',
  'security_administrator',
  'auditor',
] as const
export const ADMINISTRATOR_ROLES = ['administrator', ...SEPARATED_ROLES] as const
export type AdministratorRole = (typeof ADMINISTRATOR_ROLES)[number]

/** Administrator roles of accounts, whether or not the account or the department is stopped. Locked until the end. */
export async function administratorRolesOf(
  userIds: readonly string[]
): Promise<Map<string, Set<AdministratorRole>>> {
  const found = await held(inList(sql`membership.user_id`, userIds))
  const roles = new Map<string, Set<AdministratorRole>>()
  for (const { user, role } of found) roles.set(user, (roles.get(user) ?? new Set()).add(role))
  return roles
}

/** Active accounts that hold a role now in a department that is not stopped. Locked until the end. */
export async function activeHolders(role: AdministratorRole): Promise<string[]> {
  const found = await held(
    and([
      sql`role.code = ${role}`,
      sql`account.status = 'active'`,
      sql`(membership.department_id is null or department.status = 'active')`,
    ])
  )
  return [...new Set(found.map(({ user }) => user))]
}

/**
 * A locking read sees what others have committed since this transaction began, and makes two people who change the
 * holders at once wait for each other.
 */
async function held(which: Sql): Promise<{ user: string; role: AdministratorRole }[]> {
  const found = await rows(
    forUpdate(sql`select membership.user_id as user_id, role.code as code
      from core__memberships membership
      join core__roles role on role.id = membership.role_id and role.live = ''
      join core__users account on account.id = membership.user_id and account.live = ''
      left join core__departments department on department.id = membership.department_id and department.live = ''
      where ${and([inList(sql`role.code`, ADMINISTRATOR_ROLES), sql`membership.live = ''`, which])}`)
  )
  return found.map((line) => ({
    user: line.user_id as string,
    role: line.code as AdministratorRole,
  }))
}
