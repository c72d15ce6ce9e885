import { BasePolicy } from '@adonisjs/bouncer'
import { rulesFor, type Actor } from '../grant.ts'

/** Settings are asked for by key, most of them without a record of their own. */
export default class SettingsPolicy extends BasePolicy {
  view(actor: Actor): boolean {
    return rulesFor(actor, 'core.settings', 'read').length > 0
  }

  /** A first change makes the record, a later one updates it: both rights are needed. */
  change(actor: Actor): boolean {
    return (['create', 'update'] as const).every(
      (action) => rulesFor(actor, 'core.settings', action).length > 0
    )
  }
}
