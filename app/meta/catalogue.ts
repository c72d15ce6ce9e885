import { ACTIONS, type Action, type Locale } from '@xinglin/contracts'
import { allResources } from '#app/resources/registry.ts'
import type { Resource } from '#app/resources/resource.ts'
import { translate } from '#app/texts/texts.ts'

/** What there is to grant: a row of the role's matrix for each resource. */
export interface CatalogueEntry {
  resource: string
  label: string
  /** The plugin that brought it. */
  origin: string
  actions: Action[]
  fields: { name: string; label: string; type: string; writable: boolean }[]
  /** Named row scopes the resource offers. */
  scopes: Record<string, unknown>
}

const ENGINE_ONLY = new Set<Action>(['create', 'update', 'delete', 'restore', 'import'])

/** What can be granted at all: what the engine alone writes is nobody's to change. */
export function offeredActions(resource: Resource): Action[] {
  const engineOnly = resource.definition.readonly === true || resource.isLog
  return ACTIONS.filter((action) => !engineOnly || !ENGINE_ONLY.has(action))
}

export function catalogue(locale: Locale): CatalogueEntry[] {
  return allResources().map((resource) => {
    return {
      resource: resource.name,
      label: translate(locale, `${resource.name}.label`),
      origin: resource.origin,
      actions: offeredActions(resource),
      fields: fieldsOf(resource, locale),
      scopes: resource.definition.scopes ?? {},
    }
  })
}

function fieldsOf(resource: Resource, locale: Locale): CatalogueEntry['fields'] {
  return [...resource.fields.values()].map((field) => ({
    name: field.name,
    label: translate(locale, `${resource.name}.fields.${field.name}`),
    type: field.definition.type,
    writable: !field.system && !field.definition.readonly,
  }))
}
