import { Bouncer } from '@adonisjs/bouncer'
import type { Actor } from '../grant.ts'

/** For decisions that are not about a resource's records: `await bouncerOf(actor).with(SomePolicy).authorize('act')`. */
export function bouncerOf(actor: Actor): Bouncer<Actor> {
  return new Bouncer<Actor>(actor)
}
