import { STATE_FIELD, type Action, type TransitionName } from '@xinglin/contracts'
import { rulesFor, type Actor } from '#app/access/grant.ts'
import { and, column, inList, type Sql } from '#app/database/sql.ts'
import type { Compiler, Source } from '#app/resources/query/compiler.ts'
import { lifecycleOf } from './lifecycle.ts'
import { statesBefore } from './states_before.ts'

/** Of a row: for each transition that is the actor's at all, whether it leads on from there and covers the row. */
export function transitionConditions(
  compiler: Compiler,
  source: Source,
  actor: Actor
): { action: Action; allowed: Sql }[] {
  const { resource, alias } = source
  const lifecycle = lifecycleOf(resource)
  if (!lifecycle) return []
  const state = column(alias, resource.field(STATE_FIELD)!.column)
  return Object.entries(lifecycle.transitions).flatMap(([name, transition]) => {
    const action = name as TransitionName
    const rules = rulesFor(actor, resource.name, action)
    if (rules.length === 0) return []
    const leadsOn = inList(state, statesBefore(transition))
    return [{ action, allowed: and([leadsOn, compiler.covers(source, rules)]) }]
  })
}
