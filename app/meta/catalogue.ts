import {
  ACTIONS,
  type Action,
  type Catalogue,
  type CatalogueResource,
  type Locale,
} from '@xinglin/contracts'
import { SYSTEM_ACTOR } from '#app/access/grant.ts'
import { transitionsOf } from '#app/lifecycle/lifecycle.ts'
import { loadedPlugins } from '#app/plugins/host.ts'
import { allResources } from '#app/resources/registry.ts'
import type { Resource } from '#app/resources/resource.ts'
import { hasText, translate } from '#app/texts/texts.ts'
import { resourceMeta } from './resource_meta.ts'

const ENGINE_ONLY = new Set<Action>(['create', 'update', 'delete', 'restore', 'import'])

/** What can be granted at all: what the engine alone writes is nobody's to change. */
export function offeredActions(resource: Resource): Action[] {
  const actions = ACTIONS.filter((action) => !resource.engineOnly || !ENGINE_ONLY.has(action))
  return [...actions, ...transitionsOf(resource)]
}

/** What there is to grant: every resource with all its fields, whoever asks; no records. */
export function catalogue(locale: Locale): Catalogue {
  const resources = allResources().map((resource) => entryOf(resource, locale))
  const origins = [...loadedPlugins().map(({ id }) => id), 'core']
  return {
    origins: origins
      .filter((id) => resources.some(({ origin }) => origin === id))
      .map((id) => ({ id, label: translate(locale, `plugins.${id}`) })),
    resources,
  }
}

function entryOf(resource: Resource, locale: Locale): CatalogueResource {
  const { definition, name, origin } = resource
  const secrets = [...resource.fields.values()].some(
    (field) => field.definition.type === 'protected'
  )
  return {
    ...resourceMeta(SYSTEM_ACTOR, resource, locale)!,
    actions: offeredActions(resource).filter((action) => action !== 'reveal' || secrets),
    origin,
    owned: !definition.configuration && !resource.isLog,
    scopes: Object.entries(definition.scopes ?? {}).map(([scope, filters]) => ({
      name: scope,
      label: hasText(locale, `${name}.scopes.${scope}`)
        ? translate(locale, `${name}.scopes.${scope}`)
        : scope,
      filters,
    })),
  }
}
