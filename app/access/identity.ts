import type { Identity, Locale } from '@xinglin/contracts'
import type { Actor } from './grant.ts'
import { organisation } from './organisation.ts'

/** What a signed-in person is told of themselves. */
export async function identityOf(actor: Actor, locale: Locale): Promise<Identity> {
  const { id, login, name, departmentId, departmentIds, roleIds } = actor.user!
  const { departments, roles } = await organisation()
  const named = (known: ReadonlyMap<string, { name: string }>, ids: readonly string[]) =>
    ids.map((each) => ({ id: each, name: known.get(each)?.name ?? '' }))
  return {
    id,
    login,
    name,
    departmentId,
    departments: named(departments, departmentIds),
    roles: named(roles, roleIds),
    locale,
  }
}
