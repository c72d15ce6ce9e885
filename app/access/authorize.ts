import type { Action } from '@xinglin/contracts'
import { Refusal } from '#app/errors/refusal.ts'
import { isTransition } from '#app/lifecycle/lifecycle.ts'
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
  throw notGranted(actor, resourceName)
}

/** The right to make a transition; one that there is not looks like one that is not granted. */
export function authorizeTransition(actor: Actor, resourceName: string, name: string): Grant {
  if (!isTransition(findResource(resourceName), name)) throw notGranted(actor, resourceName)
  return authorize(actor, resourceName, name)
}

function notGranted(actor: Actor, resourceName: string): Refusal {
  const somethingIsGranted = [...(actor.rules.get(resourceName)?.values() ?? [])].some(
    (list) => list.length > 0
  )
  return new Refusal(somethingIsGranted ? 'E_FORBIDDEN' : 'E_NOT_FOUND')
}
