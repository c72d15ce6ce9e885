import type { TFunction } from 'i18next'
import type { Action, CatalogueResource } from '@xinglin/contracts'
import { READING, WRITING, type GrantValue } from './grants.ts'
import { presetOf, presetsOf } from './scopes.ts'

/** How far a role's rights on a resource go, in a few words; `fields` where not every field is among them. */
export function rightsInWords(
  t: TFunction,
  resource: CatalogueResource,
  granted: ReadonlyMap<Action, GrantValue>
): { rows: string; fields?: string } {
  if (granted.size === 0) return { rows: t('access.reach.none') }
  const kinds = new Set([...granted.values()].map(({ scope }) => presetOf(resource, scope)))
  const [kind = 'all'] = kinds
  const named = presetsOf(resource).find(({ key }) => key === kind)?.label
  const some = [...granted].some(
    ([action, { readFields, writeFields }]) =>
      (READING.includes(action) && readFields !== '*') ||
      (WRITING.includes(action) && writeFields !== '*')
  )
  return {
    rows: kinds.size > 1 ? t('access.reach.mixed') : (named ?? t(`access.reach.presets.${kind}`)),
    ...(some && { fields: t('access.reach.someFields') }),
  }
}
