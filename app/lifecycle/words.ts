/** The words of a lifecycle: `<resource>.states.<state>`, `.transitions.<transition>`, `.confirms.<transition>`. */
import { localized, type AllowedTransition, type Locale } from '@xinglin/contracts'
import type { Resource } from '#app/resources/resource.ts'
import { hasText, translate } from '#app/texts/texts.ts'

export function stateLabel({ name, definition }: Resource, state: string, locale: Locale): string {
  const own = localized(definition.lifecycle?.states[state]?.label, locale)
  return own ?? translate(locale, `${name}.states.${state}`)
}

export function transitionLabel(
  { name, definition }: Resource,
  transition: string,
  locale: Locale
): string {
  const own = localized(definition.lifecycle?.transitions[transition]?.label, locale)
  return own ?? translate(locale, `${name}.transitions.${transition}`)
}

/** What is asked once more before it is made. */
export function confirmText(resource: Resource, transition: string, locale: Locale): string {
  const key = `${resource.name}.confirms.${transition}`
  return hasText(locale, key)
    ? translate(locale, key)
    : translate(locale, 'lifecycle.confirm', {
        label: transitionLabel(resource, transition, locale),
      })
}

/** A transition as a record's answer names it. */
export function inWords(resource: Resource, name: string, locale: Locale): AllowedTransition {
  const {
    to,
    input = {},
    reason = false,
    confirm = false,
  } = resource.definition.lifecycle!.transitions[name]!
  const label = transitionLabel(resource, name, locale)
  return { name, label, to, input: Object.keys(input), reason, confirm }
}
