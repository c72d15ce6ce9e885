/** Which rows a role reaches, as an administrator says it: all, own, own department, or by conditions. */
import type { TFunction } from 'i18next'
import type { Catalogue, CatalogueResource, Filters, MetaField, Meta } from '@xinglin/contracts'
import { isReady } from '../../screens/filters/filter_value.tsx'
import type { FilterVariable } from '../../screens/filters/filter_variables.tsx'
import { filterableFields, type NamedField } from '../../screens/shared/resource_fields.ts'

export interface ScopePreset {
  key: string
  /** Only of a scope the resource names itself. */
  label?: string
  scope: Filters | null
}

/** The usual scopes of a resource; what fits none of them is a condition of its own. */
export function presetsOf(resource: CatalogueResource): ScopePreset[] {
  return [
    { key: 'all', scope: null },
    ...ownScopes(resource),
    ...resource.scopes.map(({ name, label, filters }) => ({
      key: `named:${name}`,
      label,
      scope: filters,
    })),
  ]
}

function ownScopes({ name, fields, owned }: CatalogueResource): ScopePreset[] {
  const scopes: ScopePreset[] = []
  if (name === 'core.users') scopes.push(oneOf('own', 'id', '$user.id'))
  else if (fields.createdBy) scopes.push(oneOf('own', 'createdBy', '$user.id'))
  const place = name === 'core.departments' ? 'id' : owned ? 'departmentId' : null
  if (place) {
    scopes.push(oneOf('department', place, '$user.departmentIds'))
    scopes.push(oneOf('departmentTree', place, '$user.departmentTreeIds'))
  }
  return scopes
}

function oneOf(key: string, field: string, variable: string): ScopePreset {
  return { key, scope: [{ field, operator: 'in', value: [variable] }] }
}

/** The preset a scope equals; `custom` for all others. */
export function presetOf(resource: CatalogueResource, scope: Filters | null): string {
  const same = JSON.stringify(scope)
  return (
    presetsOf(resource).find((preset) => JSON.stringify(preset.scope) === same)?.key ?? 'custom'
  )
}

/** Whether a scope can be saved: conditions without a value say nothing, and none at all would mean every row. */
export function isFinished(scope: Filters | null): boolean {
  return scope === null || (scope.length > 0 && scope.every(isReady))
}

/** Every resource by its words, also those the administrator may not look into; of these no action is theirs. */
export function catalogueMeta(meta: Meta, { resources }: Catalogue): Meta {
  const actionsOf = (name: string) => meta.resources[name]?.actions ?? []
  return {
    ...meta,
    resources: Object.fromEntries(
      resources.map((resource) => [
        resource.name,
        { ...resource, actions: actionsOf(resource.name) },
      ])
    ),
  }
}

const RELATION_OPERATORS = ['in', 'nin', 'null', 'nnull']

/** What conditions may be about: fields here and one relation away, and the record itself. */
export function scopeFields(
  t: TFunction,
  meta: Pick<Meta, 'resources'>,
  resource: CatalogueResource
): NamedField[] {
  const relation = (name: string, label: string, target: string): NamedField => ({
    name,
    label,
    resource: resource.name,
    field: {
      type: 'belongsTo',
      label,
      target,
      readable: true,
      writable: false,
      operators: RELATION_OPERATORS,
      sortable: false,
    } as MetaField,
  })
  return [
    ...filterableFields(meta, resource),
    relation('id', t('access.scope.itself', { label: resource.label }), resource.name),
  ]
}

const VARIABLES: Record<string, readonly string[]> = {
  'core.users': ['id'],
  'core.departments': ['departmentIds', 'departmentTreeIds', 'departmentId', 'institutionId'],
  'core.roles': ['roleIds'],
}
const STAFF = /\.staff$/

/** The signed-in person's own values that fit what a relation points at. */
export function variablesFor(t: TFunction, { field, resource }: NamedField): FilterVariable[] {
  const target =
    field.type === 'belongsTo' || field.type === 'manyToMany'
      ? field.target
      : field.type === 'parent'
        ? resource
        : ''
  const names = STAFF.test(target) ? ['staffId'] : (VARIABLES[target] ?? [])
  return names.map((name) => ({ value: `$user.${name}`, label: t(`access.variables.${name}`) }))
}
