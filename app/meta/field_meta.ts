/** Fields as one person may see them: labels in their language, what may be read, written and asked of them. */
import { localized, type Locale, type MetaField, type Operator } from '@xinglin/contracts'
import { rulesFor, rulesReading, rulesWriting, type Actor } from '#app/access/grant.ts'
import type { Resource, ResourceField } from '#app/resources/resource.ts'
import { getResource } from '#app/resources/registry.ts'
import { fieldLabel, optionLabel } from '#app/resources/words.ts'
import { hasText, translate } from '#app/texts/texts.ts'
import { dictionaryOptions } from '#app/resources/fields/choice/dictionary_values.ts'

const MEMBERSHIP = ['eq', 'ne', 'in', 'nin', 'ina', 'null', 'nnull'] as const

/** Fields that some grant lets the person read or write; all others do not exist for them. */
export function fieldsMeta(
  actor: Actor,
  resource: Resource,
  locale: Locale,
  depth = 0
): Record<string, MetaField> {
  const reading = [
    ...rulesFor(actor, resource.name, 'list'),
    ...rulesFor(actor, resource.name, 'read'),
  ]
  const writing = [
    ...rulesFor(actor, resource.name, 'create'),
    ...rulesFor(actor, resource.name, 'update'),
  ]
  const entries = [...resource.fields.values()].flatMap((field) => {
    const readable = rulesReading(reading, field.name).length > 0
    const writable = !field.definition.readonly && rulesWriting(writing, field.name).length > 0
    return readable || writable
      ? [[field.name, fieldMeta(actor, field, { readable, writable }, locale, depth)] as const]
      : []
  })
  return Object.fromEntries(entries)
}

export function fieldMeta(
  actor: Actor,
  field: ResourceField,
  rights: { readable: boolean; writable: boolean },
  locale: Locale,
  depth = 0
): MetaField {
  const { label: _, help, ...definition } = field.definition
  const options = optionsMeta(field, locale)
  const helpKey = `${field.resource}.help.${field.name}`
  return {
    ...definition,
    ...rights,
    label: fieldLabel(field, locale),
    ...(help || hasText(locale, helpKey)
      ? { help: localized(help, locale) ?? translate(locale, helpKey) }
      : {}),
    operators: [...operatorsOf(field)],
    sortable: field.type.sortable,
    ...(options && { options }),
    ...(field.definition.type === 'hasMany' &&
      depth === 0 && { fields: fieldsMeta(actor, getResource(field.target!), locale, 1) }),
    ...(field.target && { target: field.target }),
  } as unknown as MetaField
}

/** The operators a filter on the field itself may use. */
export function operatorsOf({ definition, type }: ResourceField): readonly Operator[] {
  return definition.type === 'manyToMany' ? MEMBERSHIP : type.operators
}

function optionsMeta(field: ResourceField, locale: Locale) {
  const { definition } = field
  if (definition.type !== 'choice' && definition.type !== 'choices') return null
  if (definition.dictionary) return dictionaryOptions(definition.dictionary)
  return definition.options?.map((option) => ({
    ...option,
    label: optionLabel(field, option.value, locale),
  }))
}
