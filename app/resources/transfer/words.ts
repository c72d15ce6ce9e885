/** The words of a resource in sheets: headings, and options by value or label in any language. */
import { localized, type Locale } from '@xinglin/contracts'
import { dictionaryOptions } from '../fields/choice/dictionary_values.ts'
import { hasText, LOCALES, translate } from '#app/texts/texts.ts'
import { hospitalZone } from '../hospital_time.ts'
import type { Resource, ResourceField } from '../resource.ts'
import type { TextContext } from './cell_text.ts'

export function fieldLabel(field: ResourceField, locale: Locale): string {
  const own = localized(field.definition.label, locale)
  if (own !== undefined) return own
  const key = `${field.resource}.fields.${field.name}`
  return field.system && !hasText(locale, key)
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
  return (
    localized(option?.label, locale) ??
    translate(locale, `${field.resource}.options.${field.name}.${value}`)
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

const MOST_LISTED = 12

/** Finds an option's value by the value itself, else by its word in any language. */
export function optionFinder(): (field: ResourceField, text: string) => string | undefined {
  const known = new Map<ResourceField, Map<string, string>>()
  return (field, text) => {
    const words = known.get(field) ?? optionWords(field)
    known.set(field, words)
    return words.get(text)
  }
}

function optionWords(field: ResourceField): Map<string, string> {
  const values = optionValues(field)
  const words = new Map<string, string>()
  for (const locale of LOCALES)
    for (const value of values) words.set(optionLabel(field, value, locale), value)
  for (const value of values) words.set(value, value)
  return words
}

/** What may be written in a cell of a choice, in words; empty for other fields, and cut short where there is much. */
export function optionList(field: ResourceField, locale: Locale): string {
  const values = optionValues(field)
  const shown = values.slice(0, MOST_LISTED).map((value) => optionLabel(field, value, locale))
  const separator = locale === 'en' ? ', ' : '、'
  return shown.join(separator) + (values.length > MOST_LISTED ? '…' : '')
}

function optionValues({ definition }: ResourceField): string[] {
  if (definition.type !== 'choice' && definition.type !== 'choices') return []
  if (definition.dictionary)
    return dictionaryOptions(definition.dictionary).map(({ value }) => value)
  return definition.options?.map(({ value }) => value) ?? []
}

/** Which field each column seems to mean: its name or its label in any language, whatever the case and spaces. */
export function suggestMapping(
  fields: readonly ResourceField[],
  columns: readonly string[]
): Record<string, string> {
  const meanings = new Map<string, string>()
  for (const field of fields)
    for (const word of [...LOCALES.map((locale) => fieldLabel(field, locale)), field.name])
      meanings.set(plain(word), field.name)
  const taken = new Set<string>()
  const suggested: Record<string, string> = Object.create(null)
  for (const column of columns) {
    const field = meanings.get(plain(column))
    if (!field || taken.has(field)) continue
    taken.add(field)
    suggested[column] = field
  }
  return suggested
}

function plain(word: string): string {
  return word.toLowerCase().replace(/[\s_\-*:：()（）]/g, '')
}
