/** The words of a resource in a language: its own, of its fields and of their options. */
import { localized, type Locale } from '@xinglin/contracts'
import { hasText, translate } from '#app/texts/texts.ts'
import { dictionaryOptions } from './fields/choice/dictionary_values.ts'
import { hospitalZone } from './hospital_time.ts'
import type { Resource, ResourceField } from './resource.ts'
import type { TextContext } from './cell_text.ts'

export function fieldLabel(field: ResourceField, locale: Locale): string {
  const own = localized(field.definition.label, locale)
  if (own !== undefined) return own
  const key = `${field.resource}.fields.${field.name}`
  return (field.system || field.isState) && !hasText(locale, key)
    ? translate(locale, `system.fields.${field.name}`)
    : translate(locale, key)
}

export function resourceLabel(resource: Resource, locale: Locale): string {
  return localized(resource.definition.label, locale) ?? translate(locale, `${resource.name}.label`)
}

export function optionLabel(field: ResourceField, value: string, locale: Locale): string {
  const { definition } = field
  if (definition.type !== 'choice' && definition.type !== 'choices') return value
  if (definition.dictionary)
    return (
      dictionaryOptions(definition.dictionary).find((entry) => entry.value === value)?.label ??
      value
    )
  const option = definition.options?.find((candidate) => candidate.value === value)
  const place = field.isState ? 'states' : `options.${field.name}`
  return (
    localized(option?.label, locale) ?? translate(locale, `${field.resource}.${place}.${value}`)
  )
}

/** What it takes to write values as texts in a language, on the hospital's clock. */
export async function textContext(locale: Locale): Promise<TextContext> {
  return {
    zone: await hospitalZone(),
    optionLabel: (field, value) => optionLabel(field, value, locale),
    yes: translate(locale, 'transfer.yes'),
    no: translate(locale, 'transfer.no'),
  }
}
