import { ACTIONS, type LifecycleDefinition } from '@xinglin/contracts'
import { statesBefore } from './states_before.ts'

const NAME = /^[a-z][A-Za-z0-9_]{0,39}$/
/** Events have these names already. */
const EVENTS = ['created', 'updated', 'deleted', 'restored']
const TAKEN: ReadonlySet<string> = new Set([...ACTIONS, ...EVENTS])

/** @throws an Error that names the state or transition and what to change. */
export function checkLifecycle({ states, initial, transitions }: LifecycleDefinition): void {
  const fail = (problem: string) => {
    throw new Error(`Lifecycle: ${problem}`)
  }
  const known = (state: string) => Object.hasOwn(states, state)
  for (const name of [...Object.keys(states), ...Object.keys(transitions)])
    if (!NAME.test(name))
      fail(`"${name}": a name is up to 40 letters, digits and _, a small one first`)
  if (!known(initial)) fail(`initial "${initial}" is not one of its states`)
  for (const [name, transition] of Object.entries(transitions)) {
    if (TAKEN.has(name)) fail(`transition "${name}": this name means something else already`)
    const before = statesBefore(transition)
    if (before.length === 0) fail(`transition "${name}" begins nowhere`)
    for (const state of [...before, transition.to])
      if (!known(state)) fail(`transition "${name}": "${state}" is not one of its states`)
    const ended = before.find((state) => states[state]!.terminal)
    if (ended) fail(`transition "${name}" leads out of "${ended}", which is terminal`)
  }
  const reached = reachable(initial, transitions)
  const unreached = Object.keys(states).find((state) => !reached.has(state))
  if (unreached) fail(`no way leads to the state "${unreached}"`)
}

function reachable(
  initial: string,
  transitions: LifecycleDefinition['transitions']
): ReadonlySet<string> {
  const found = new Set([initial])
  // A set may be added to while it is walked.
  for (const state of found)
    for (const transition of Object.values(transitions))
      if (statesBefore(transition).includes(state)) found.add(transition.to)
  return found
}
