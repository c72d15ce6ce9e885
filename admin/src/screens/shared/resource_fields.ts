/** Which fields of a resource a screen may offer, and what a path such as `doctor.department` leads to. */
import { SYSTEM_FIELDS, type Meta, type MetaField, type MetaResource } from '@xinglin/contracts'
import { fieldUi } from '../../fields/registry.ts'

export interface NamedField {
  /** A field's name, or a path through relations. */
  name: string
  label: string
  field: MetaField
  /** The resource that has the field at the end of the path. */
  resource: string
}

const FIRST_COLUMNS = 8

/** Kept by the engine for every record; shown on its own terms, never asked for. */
export function isSystemField(name: string): boolean {
  return (SYSTEM_FIELDS as readonly string[]).includes(name)
}

/** The department that owns a record: the one of the engine's facts that a person may give. */
export const OWNER = 'departmentId'

/** Whether a person is asked for it: they may write it, and see departments to choose from. */
export function asksOwner(meta: Pick<Meta, 'resources'>, resource: MetaResource): boolean {
  const field = resource.fields[OWNER]
  const choosable = meta.resources['core.departments']?.actions.includes('pick')
  return Boolean(field && field.writable && !field.hidden && choosable)
}

export interface Section {
  title?: string
  fields: string[]
}

/** The fields of a screen that nobody arranged, the owner last; made sections show what they name. */
export function withOwner(fields: readonly string[]): Section[] {
  return [{ fields: [...fields, OWNER] }]
}

/** The facts of the engine that mean something to a person. */
const TOLD = [OWNER, 'createdAt', 'createdBy', 'updatedAt', 'updatedBy']

/** Fields that can be columns, the title first, then as defined, then when and by whom. */
export function columnFields(resource: MetaResource): NamedField[] {
  const rank = (name: string) => (name === resource.title ? 0 : isSystemField(name) ? 2 : 1)
  return Object.entries(resource.fields)
    .filter(
      ([name, field]) =>
        field.readable &&
        !field.hidden &&
        fieldUi(field.type).column !== 'never' &&
        (!isSystemField(name) || TOLD.includes(name))
    )
    .map(([name, field]) => ({ name, label: field.label, field, resource: resource.name }))
    .sort((a, b) => rank(a.name) - rank(b.name))
}

/** The columns of a list that nobody has arranged yet. */
export function firstColumns(resource: MetaResource, fields: NamedField[]): string[] {
  return fields
    .filter(
      ({ name, field }) =>
        name === resource.title || (!isSystemField(name) && fieldUi(field.type).column !== 'asked')
    )
    .slice(0, FIRST_COLUMNS)
    .map(({ name }) => name)
}

/** Fields that can be asked about, with those one relation away. */
export function filterableFields(
  meta: Pick<Meta, 'resources'>,
  resource: MetaResource
): NamedField[] {
  const own = columnFields(resource).filter(canFilter)
  const hops = own.flatMap(({ name, label, field }) => {
    const target = field.type === 'belongsTo' ? meta.resources[field.target] : undefined
    if (!target) return []
    return columnFields(target)
      .filter((there) => canFilter(there) && !isSystemField(there.name))
      .map((there) => ({
        ...there,
        name: `${name}.${there.name}`,
        label: `${label} › ${there.label}`,
      }))
  })
  return [...own, ...hops]
}

/** What a filter's path leads to; undefined once the field has gone or is no longer granted. */
export function resolvePath(
  meta: Meta,
  resource: MetaResource,
  path: string
): NamedField | undefined {
  const [first = '', ...rest] = path.split('.')
  const found = columnFields(resource).find(({ name }) => name === first)
  if (!found || rest.length === 0) return found
  const target = 'target' in found.field ? meta.resources[found.field.target] : undefined
  const end = target && resolvePath(meta, target, rest.join('.'))
  return end && { ...end, name: path, label: `${found.label} › ${end.label}` }
}

function canFilter({ field }: NamedField): boolean {
  return field.operators.length > 0
}
