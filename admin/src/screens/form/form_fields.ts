/** What a form asks, and how its values become the API's. */
import {
  conditionValue,
  matches,
  type Identity,
  type Meta,
  type MetaField,
  type MetaResource,
} from '@xinglin/contracts'
import { isEmpty } from '../../fields/field_cell.tsx'
import type { RecordValues } from '../../fields/field_ui.ts'
import { fieldUi } from '../../fields/registry.ts'
import {
  asksOwner,
  isSystemField,
  OWNER,
  withOwner,
  type Section,
} from '../shared/resource_fields.ts'
import { screenOf } from '../shared/screen_of.ts'

const DRAWER_FIELDS = 16

/** The form's sections: as a screen says, else all fields in the order they were defined. */
export function formSections(meta: Meta, resource: MetaResource, creating: boolean): Section[] {
  const owner = asksOwner(meta, resource)
  const all = Object.keys(resource.fields).filter((name) => !isSystemField(name))
  const sections = screenOf(meta, resource.name, 'form')?.sections ?? withOwner(all)
  return sections
    .map((section) => ({
      ...section,
      fields: section.fields.filter((name) =>
        name === OWNER ? owner : asks(resource.fields[name], creating)
      ),
    }))
    .filter((section) => section.fields.length > 0)
}

/** A new record is asked only what may be given; a present one also shows what may not be changed. */
function asks(field: MetaField | undefined, creating: boolean): boolean {
  if (!field || field.hidden) return false
  if (field.type === 'hasMany' && !field.subTable) return false
  if (field.writable && !field.readonly) return true
  return !creating && field.readable
}

export function isEditable(field: MetaField, creating: boolean): boolean {
  return field.writable && !field.readonly && (creating || !field.immutable)
}

/** A form that is long or holds a table of its own deserves a page. */
export function fitsDrawer(meta: Meta, resource: MetaResource): boolean {
  const asked = formSections(meta, resource, true).flatMap(({ fields }) => fields)
  return (
    asked.length <= DRAWER_FIELDS &&
    asked.every((name) => !['hasMany', 'richText'].includes(resource.fields[name]!.type))
  )
}

/** What a new record starts with: its defaults, and the department that its maker works in. */
export function firstValues(
  resource: MetaResource,
  { departmentId, departments }: Pick<Identity, 'departmentId' | 'departments'>
): RecordValues {
  const values: RecordValues = Object.fromEntries(
    Object.entries(resource.fields)
      .filter(([, field]) => isEditable(field, true) && isKnown(field.default))
      .map(([name, field]) => [name, field.default])
  )
  const own = departments.find(({ id }) => id === departmentId)
  if (own && resource.fields[OWNER]?.writable) values[OWNER] = { id: own.id, label: own.name }
  return values
}

/** A default such as `$user.id` is filled in by the server. */
function isKnown(value: unknown): boolean {
  return (
    value !== undefined && value !== null && !(typeof value === 'string' && value.startsWith('$'))
  )
}

/** Fields of one kind of record by name: what its conditions speak of. */
export type Fields = Readonly<Record<string, MetaField>>

export function isVisible(field: MetaField, fields: Fields, values: RecordValues): boolean {
  return !field.visibleWhen || matches(field.visibleWhen, reader(fields, values))
}

export function isRequired(field: MetaField, fields: Fields, values: RecordValues): boolean {
  if (field.required) return true
  return Boolean(field.requiredWhen) && matches(field.requiredWhen ?? [], reader(fields, values))
}

/** Compares as the server does: decimals as numbers, a relation by the id of its record. */
function reader(fields: Fields, values: RecordValues) {
  return (path: string): unknown => {
    const field = fields[path]
    return field && conditionValue(field, values[path])
  }
}

/** One value as the API takes it; undefined is not sent. */
export function inputOf(field: MetaField, value: unknown): unknown {
  if (field.type === 'hasMany') {
    return ((value as RecordValues[] | null) ?? []).map((row) =>
      inputOfRow(field.fields ?? {}, row)
    )
  }
  const { toInput } = fieldUi(field.type)
  if (value === null || value === undefined)
    return toInput && field.type === 'password' ? undefined : null
  return toInput ? toInput(value) : value
}

function inputOfRow(fields: Record<string, MetaField>, row: RecordValues): RecordValues {
  const values = Object.entries(fields)
    .filter(([name, field]) => isEditable(field, !row.id) && !isSystemField(name))
    .map(([name, field]) => [name, inputOf(field, row[name])] as const)
    .filter(([, value]) => value !== undefined)
  return { ...(typeof row.id === 'string' && { id: row.id }), ...Object.fromEntries(values) }
}

/** What a person has changed, as the API takes it; a new record starts from nothing. */
export function changedInput(
  resource: MetaResource,
  base: RecordValues,
  values: RecordValues,
  creating: boolean
): RecordValues {
  const changed: RecordValues = {}
  for (const [name, field] of Object.entries(resource.fields)) {
    if (
      !isEditable(field, creating) ||
      !isVisible(field, resource.fields, values) ||
      !asks(field, creating)
    )
      continue
    const next = inputOf(field, values[name])
    const before = creating ? null : inputOf(field, base[name])
    if (next === undefined || (isEmpty(next) && isEmpty(before))) continue
    if (JSON.stringify(next) !== JSON.stringify(before)) changed[name] = next
  }
  return changed
}
