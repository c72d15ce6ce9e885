import type { Locale, MetaLifecycle, MetaTransition } from '@xinglin/contracts'
import { rulesFor, type Actor } from '#app/access/grant.ts'
import { transitionsOf } from '#app/lifecycle/lifecycle.ts'
import { inputOf } from '#app/lifecycle/read_input.ts'
import { statesBefore } from '#app/lifecycle/states_before.ts'
import { confirmText, stateLabel, transitionLabel } from '#app/lifecycle/words.ts'
import type { Resource } from '#app/resources/resource.ts'
import { fieldMeta } from './field_meta.ts'

/** Whole for those who may read states; others see the transitions they may make, and between which states these lead. */
export function lifecycleMeta(
  actor: Actor,
  resource: Resource,
  locale: Locale,
  readsStates: boolean
): MetaLifecycle | null {
  const { lifecycle } = resource.definition
  const names = transitionsOf(resource).filter(
    (name) => readsStates || rulesFor(actor, resource.name, name).length > 0
  )
  if (!lifecycle || (names.length === 0 && !readsStates)) return null
  const transitions = names.map(
    (name) => [name, transitionMeta(actor, resource, name, locale)] as const
  )
  const told = new Set(transitions.flatMap(([, { from, to }]) => [...from, to]))
  const states = Object.entries(lifecycle.states)
    .filter(([state]) => readsStates || told.has(state))
    .map(([state, { color, terminal }]) => {
      const label = stateLabel(resource, state, locale)
      return [state, { label, ...(color && { color }), ...(terminal && { terminal }) }] as const
    })
  return {
    initial: lifecycle.initial,
    states: Object.fromEntries(states),
    transitions: Object.fromEntries(transitions),
  }
}

function transitionMeta(
  actor: Actor,
  resource: Resource,
  name: string,
  locale: Locale
): MetaTransition {
  const transition = resource.definition.lifecycle!.transitions[name]!
  const { input = {}, reason = false, confirm } = transition
  const asked = inputOf(resource, name)
  const rights = { readable: true, writable: true }
  return {
    label: transitionLabel(resource, name, locale),
    from: [...statesBefore(transition)],
    to: transition.to,
    input: Object.fromEntries(
      Object.keys(input).map((field) => [
        field,
        fieldMeta(actor, asked.field(field)!, rights, locale),
      ])
    ),
    reason,
    ...(confirm && { confirm: confirmText(resource, name, locale) }),
  }
}
