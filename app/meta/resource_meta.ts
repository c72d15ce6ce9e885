/** A resource as one person may see it: labels in their language, fields and actions by their grants. */
import { ACTIONS, STATE_FIELD, type Locale, type MetaResource } from '@xinglin/contracts'
import { rulesFor, rulesReading, type Actor } from '#app/access/grant.ts'
import { transitionsOf } from '#app/lifecycle/lifecycle.ts'
import type { Resource } from '#app/resources/resource.ts'
import { resourceLabel } from '#app/resources/words.ts'
import { fieldsMeta } from './field_meta.ts'
import { lifecycleMeta } from './lifecycle_meta.ts'

/** null where nothing of the resource is granted. */
export function resourceMeta(
  actor: Actor,
  resource: Resource,
  locale: Locale
): MetaResource | null {
  const actions = [...ACTIONS, ...transitionsOf(resource)].filter(
    (action) => rulesFor(actor, resource.name, action).length > 0
  )
  if (actions.length === 0) return null
  const fields = fieldsMeta(actor, resource, locale)
  const lifecycle = lifecycleMeta(actor, resource, locale, fields[STATE_FIELD]?.readable === true)
  return {
    name: resource.name,
    label: resourceLabel(resource, locale),
    title: resource.title.name,
    ...codeMeta(actor, resource),
    ...(resource.tree && { tree: resource.tree.name }),
    searchable: resource.searchFields.some((field) => fields[field.name]?.readable),
    sort: [...(resource.definition.sort ?? [])],
    fields,
    actions,
    recycleBin: actions.includes('restore') && !resource.isLog,
    ...(lifecycle && { lifecycle }),
  }
}

/** Where list, read or pick tells it. */
function codeMeta(actor: Actor, { name, code }: Resource): { code?: string } {
  const telling = (['list', 'read', 'pick'] as const).flatMap((action) =>
    rulesFor(actor, name, action)
  )
  return code && rulesReading(telling, code.name).length > 0 ? { code: code.name } : {}
}
