import type { Action } from '@xinglin/contracts'
import { Refusal } from '#app/errors/refusal.ts'
import { findResource } from '#app/resources/registry.ts'
import { Grant, rulesFor, type Actor } from './grant.ts'

/**
 * The right to do this, or a refusal: 404 for a resource that does not exist or of which nothing at all is granted
 * (the two look alike), 403 where something is granted but not this.
 */
export function authorize(actor: Actor, resourceName: string, action: Action): Grant {
  const resource = findResource(resourceName)
  if (!resource) throw new Refusal('E_NOT_FOUND')
  const rules = rulesFor(actor, resourceName, action)
  if (rules.length > 0) return new Grant(actor, resource, action, rules)
  const somethingIsGranted = [...(actor.rules.get(resourceName)?.values() ?? [])].some(
    (list) => list.length > 0
  )
  throw new Refusal(somethingIsGranted ? 'E_FORBIDDEN' : 'E_NOT_FOUND')
}
