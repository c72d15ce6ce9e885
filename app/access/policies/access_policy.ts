import { BasePolicy } from '@adonisjs/bouncer'
import { rulesFor, type Actor } from '../grant.ts'

/** Decisions about rights themselves, which are about no single record. */
export default class AccessPolicy extends BasePolicy {
  /** Who may read grants may ask why somebody sees something, and what there is to grant. */
  explain(actor: Actor): boolean {
    return rulesFor(actor, 'core.grants', 'read').length > 0
  }
}
