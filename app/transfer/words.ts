/** Words in sheets: options by value or label in any language, and which field a heading means. */
import type { Locale } from '@xinglin/contracts'
import { dictionaryOptions } from '#app/resources/fields/choice/dictionary_values.ts'
import type { ResourceField } from '#app/resources/resource.ts'
import { fieldLabel, optionLabel } from '#app/resources/words.ts'
import { LOCALES } from '#app/texts/texts.ts'

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
