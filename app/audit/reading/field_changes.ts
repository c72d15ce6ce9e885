/** Values before and after a change, field by field in words. */
import type { FieldChange, Locale } from '@xinglin/contracts'
import type { Actor } from '#app/access/grant.ts'
import { getResource } from '#app/resources/registry.ts'
import type { Resource, ResourceField } from '#app/resources/resource.ts'
import { cellText, type TextContext } from '#app/resources/cell_text.ts'
import { fieldLabel } from '#app/resources/words.ts'
import { translate } from '#app/texts/texts.ts'
import type { Values } from '#app/resources/values.ts'
import { titlesOf, type Titles } from './titles.ts'
import { fieldNamed, plainText, resourceNamed, settingText, titleInWords } from './words.ts'

export interface Change {
  before: Values | null
  after: Values | null
  /** The record's title: of a setting its key, of a grant the resource it is for. */
  key?: string | undefined
}

/** For each change its fields in the order of the resource; references by their titles, where the actor sees those. */
export async function fieldChanges(
  actor: Actor,
  resource: Resource,
  changes: readonly Change[],
  locale: Locale,
  context: TextContext
): Promise<FieldChange[][]> {
  const titles = await referenceTitles(actor, resource, changes, context)
  return changes.map((change) =>
    changedFields(resource, change).map((field) => {
      const text = (values: Values | null) => valueText(field, values?.[field.name], change)
      return {
        name: field.name,
        label: fieldLabel(field, locale),
        before: text(change.before),
        after: text(change.after),
      }
    })
  )

  function valueText(field: ResourceField, value: unknown, { key }: Change): string | null {
    if (isNothing(value)) return null
    if (isReference(field)) {
      const unnamed = translate(locale, 'audit.record')
      const names = referencesOf(value).map(
        ({ id, label }) => label ?? titles.get(field.target!)?.get(id) ?? unnamed
      )
      return names.join('、')
    }
    if (resource.name === 'core.settings' && field.name === 'value')
      return settingText(key, value, locale, context)
    if (field === resource.title) {
      const text = String(cellText(value, field, context))
      return titleInWords({ name: resource.name }, text, locale)
    }
    if (NAMES_RESOURCE.has(field.name) && resource.definition.configuration)
      return resourceNamed(String(value), locale).label
    if (resource.name === 'core.grants' && isListOfTexts(value))
      return value.map((path) => fieldNamed(key ?? null, path, locale).label).join('、')
    if (field.definition.type === 'json')
      return value === '*' ? translate(locale, 'audit.everything') : plainText(value)
    return String(cellText(value, field, context))
  }
}

/** Where configuration names a resource: a grant, a screen, a view, the list a menu opens. */
const NAMES_RESOURCE = new Set(['resource', 'target'])

/** A record that is new or gone tells all it had; a changed one also what became empty. */
function changedFields(resource: Resource, { before, after }: Change): ResourceField[] {
  const whole = before === null || after === null
  return [...resource.fields.values()].filter(({ name, definition }) => {
    if (definition.hidden) return false
    const values = [before?.[name], after?.[name]]
    return whole
      ? values.some((value) => !isNothing(value))
      : Object.hasOwn(before, name) || Object.hasOwn(after, name)
  })
}

async function referenceTitles(
  actor: Actor,
  resource: Resource,
  changes: readonly Change[],
  context: TextContext
): Promise<ReadonlyMap<string, Titles>> {
  const wanted = new Map<string, Set<string>>()
  for (const { before, after } of changes) {
    for (const field of resource.fields.values()) {
      if (!isReference(field)) continue
      const ids = wanted.get(field.target!) ?? new Set()
      for (const value of [before?.[field.name], after?.[field.name]])
        for (const { id, label } of referencesOf(value)) if (label === null) ids.add(id)
      wanted.set(field.target!, ids)
    }
  }
  const named = await Promise.all(
    [...wanted].map(
      async ([target, ids]) =>
        [target, await titlesOf(actor, getResource(target), ids, context)] as const
    )
  )
  return new Map(named)
}

function isReference({ target, definition }: ResourceField): boolean {
  return target !== null && definition.type !== 'hasMany'
}

/** Kept as ids; where somebody looked them up already, with a label. */
function referencesOf(value: unknown): { id: string; label: string | null }[] {
  if (isNothing(value)) return []
  return (Array.isArray(value) ? value : [value]).map((item) =>
    typeof item === 'string' ? { id: item, label: null } : (item as { id: string; label: string })
  )
}

function isListOfTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string')
}

function isNothing(value: unknown): boolean {
  return (
    value === null ||
    value === undefined ||
    value === '' ||
    (Array.isArray(value) && value.length === 0)
  )
}
