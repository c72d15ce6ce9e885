import { grantableActions } from '#app/access/grantable_actions.ts'
import { allResources } from '#app/resources/registry.ts'
import { transitionLabel } from './words.ts'
import { transitionsOf } from './lifecycle.ts'

/** Lets the transitions of all lifecycles be granted; run once their words are there. */
export function offerTransitions(): void {
  for (const resource of allResources())
    for (const value of transitionsOf(resource)) {
      if (grantableActions.some((option) => option.value === value)) continue
      const label = {
        'zh-CN': transitionLabel(resource, value, 'zh-CN'),
        'en': transitionLabel(resource, value, 'en'),
      }
      grantableActions.push({ value, label })
    }
}
