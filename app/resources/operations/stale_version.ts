import { Grant, rulesFor } from '#app/access/grant.ts'
import { Refusal } from '#app/errors/refusal.ts'
import { find } from './find.ts'

/** The conflict, with the record as it is now for those who may read it. */
export async function staleVersion(grant: Grant, id: string): Promise<Refusal> {
  const rules = rulesFor(grant.actor, grant.resource.name, 'read')
  if (rules.length === 0) return new Refusal('E_STALE_VERSION')
  const present = await find(new Grant(grant.actor, grant.resource, 'read', rules), id).catch(
    () => null
  )
  return new Refusal('E_STALE_VERSION', present ? { record: present.data } : undefined)
}
