/** Rights that do nothing, or not what was meant, in words. */
import type { TFunction } from 'i18next'
import type { Action, CatalogueResource } from '@xinglin/contracts'
import { isSystemField } from '../../screens/shared/resource_fields.ts'
import { actionLabel, transitionsOf } from './action_label.ts'
import { hasField, READING, WRITING, type GrantValue } from './grants.ts'

/** Done to a record that one has found. */
const ON_RECORDS: readonly Action[] = ['update', 'delete', 'print', 'reveal']

type Granted = ReadonlyMap<Action, GrantValue>

export function warningsOf(t: TFunction, resource: CatalogueResource, granted: Granted): string[] {
  const names = (actions: readonly Action[]) =>
    actions.map((action) => actionLabel(t, resource, action)).join(t('access.separator'))
  const warnings: string[] = []
  const blind = [...granted].filter(
    ([action, grant]) => READING.includes(action) && !showsAny(resource, grant)
  )
  if (blind.length > 0)
    warnings.push(t('access.warnings.nothingReadable', { actions: names(keysOf(blind)) }))
  const idle = [...granted].filter(
    ([action, grant]) => WRITING.includes(action) && !writesAny(resource, grant)
  )
  if (idle.length > 0)
    warnings.push(t('access.warnings.nothingWritable', { actions: names(keysOf(idle)) }))
  const unreachable = [...ON_RECORDS, ...transitionsOf(resource)].filter((action) =>
    granted.has(action)
  )
  if (unreachable.length > 0 && !granted.has('list') && !granted.has('read'))
    warnings.push(t('access.warnings.unreachable', { actions: names(unreachable) }))
  else if (granted.has('list') && !granted.has('read')) warnings.push(t('access.warnings.noDetail'))
  const missing = requiredMissing(resource, granted.get('create'))
  if (missing.length > 0 && idle.every(([action]) => action !== 'create'))
    warnings.push(
      t('access.warnings.requiredMissing', { fields: missing.join(t('access.separator')) })
    )
  return warnings
}

function keysOf(entries: readonly (readonly [Action, GrantValue])[]): Action[] {
  return entries.map(([action]) => action)
}

function showsAny({ fields }: CatalogueResource, { readFields }: GrantValue): boolean {
  return Object.entries(fields).some(
    ([name, field]) =>
      !isSystemField(name) && field.type !== 'password' && hasField(readFields, name)
  )
}

function writesAny({ fields }: CatalogueResource, { writeFields }: GrantValue): boolean {
  return Object.entries(fields).some(
    ([name, field]) => mayBeWritten(field) && hasField(writeFields, name)
  )
}

/** Required fields that whoever makes a record could not fill in, and nobody else does. */
function requiredMissing({ fields }: CatalogueResource, create: GrantValue | undefined): string[] {
  if (!create) return []
  return Object.entries(fields)
    .filter(
      ([name, field]) =>
        field.required &&
        mayBeWritten(field) &&
        (field.default === undefined || field.default === null) &&
        !hasField(create.writeFields, name)
    )
    .map(([, { label }]) => label)
}

/** The engine fills in the rest itself. */
export function mayBeWritten({ type, writable }: CatalogueResource['fields'][string]): boolean {
  return writable && type !== 'computed' && type !== 'sequence'
}
