/** A person's rights at this moment, computed from their memberships and kept until the configuration changes. */
import type { Action } from '@xinglin/contracts'
import { sql } from '#app/database/sql.ts'
import { row, rows } from '#app/database/store.ts'
import { keptByStamp } from '#app/database/stamp.ts'
import { Refusal } from '#app/errors/refusal.ts'
import type { Actor, Rule } from './grant.ts'
import { departmentsBelow, institutionOf, organisation, type Organisation } from './organisation.ts'

const load = keptByStamp(async (key) => {
  const [userId, departmentId] = key.split(' ') as [string, string]
  return snapshot(userId, departmentId || null)
})

/**
 * The person with everything their roles give. `departmentId` is the department they work in now; one that is not
 * theirs is replaced by their first.
 * @throws 401 for an account that is stopped, deleted or unknown
 */
export async function actorOf(
  userId: string,
  departmentId: string | null,
  request?: Actor['request']
): Promise<Actor> {
  const actor = await load(`${userId} ${departmentId ?? ''}`)
  if (!actor) throw new Refusal('E_UNAUTHENTICATED')
  return request ? { ...actor, request } : actor
}

async function snapshot(userId: string, wanted: string | null): Promise<Actor | null> {
  const user = await row(
    sql`select id, login, name from core__users where id = ${userId} and live = '' and status = 'active'`
  )
  if (!user) return null
  const all = await organisation()
  const memberships = await activeMemberships(userId, all)
  const departmentIds = distinct(memberships.map(({ department }) => department))
  const departmentId =
    wanted !== null && departmentIds.includes(wanted) ? wanted : (departmentIds[0] ?? null)
  const roleIds = distinct(memberships.map(({ role }) => role))
  return {
    user: {
      id: userId,
      login: user.login as string,
      name: user.name as string,
      departmentId,
      departmentIds,
      departmentTreeIds: distinct(departmentIds.flatMap((id) => departmentsBelow(all, id))),
      institutionId: institutionOf(all, departmentId),
      roleIds,
      staffId: null,
    },
    rules: rulesOf(roleIds, all),
  }
}

interface Membership {
  role: string
  /** null: in the whole hospital. */
  department: string | null
}

/** A membership in a department that is stopped or deleted gives nothing. */
async function activeMemberships(userId: string, all: Organisation): Promise<Membership[]> {
  const found = await rows(
    sql`select role_id, department_id from core__memberships where user_id = ${userId} and live = '' order by id`
  )
  return found
    .map((line) => ({
      role: line.role_id as string,
      department: line.department_id as string | null,
    }))
    .filter(({ role, department }) => {
      const place = department === null ? undefined : all.departments.get(department)
      return all.roles.has(role) && (department === null || (place && !place.isStopped))
    })
}

function rulesOf(roleIds: readonly string[], all: Organisation): Actor['rules'] {
  const rules = new Map<string, Map<Action, Rule[]>>()
  for (const { resource, action, rule } of roleIds.flatMap((id) => all.roles.get(id)!.rules)) {
    const ofResource = rules.get(resource) ?? new Map<Action, Rule[]>()
    rules.set(resource, ofResource)
    ofResource.set(action, [...(ofResource.get(action) ?? []), rule])
  }
  return rules
}

function distinct(ids: readonly (string | null)[]): string[] {
  return [...new Set(ids.filter((id) => id !== null))]
}
