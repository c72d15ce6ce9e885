/** Which fields of a resource a screen may offer, and what a path such as `doctor.department` leads to. */
import type { TFunction } from 'i18next'
import type { Meta, MetaField, MetaResource } from '@xinglin/contracts'
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

/** Fields that can be columns, the title first, then as defined, then when and by whom. */
export function columnFields(resource: MetaResource, t: TFunction): NamedField[] {
  const own = Object.entries(resource.fields)
    .filter(
      ([, field]) => field.readable && !field.hidden && fieldUi(field.type).column !== 'never'
    )
    .map(([name, field]) => ({ name, label: field.label, field, resource: resource.name }))
  const titleFirst = [
    ...own.filter(({ name }) => name === resource.title),
    ...own.filter(({ name }) => name !== resource.title),
  ]
  const system = systemFields(resource, t).filter(({ name }) => !(name in resource.fields))
  return [...titleFirst, ...system]
}

/** The columns of a list that nobody has arranged yet. */
export function firstColumns(resource: MetaResource, fields: NamedField[]): string[] {
  return fields
    .filter(({ name, field }) => {
      if (name === resource.title) return true
      return name in resource.fields && !SYSTEM.has(name) && fieldUi(field.type).column !== 'asked'
    })
    .slice(0, FIRST_COLUMNS)
    .map(({ name }) => name)
}

/** Fields that can be asked about, with those one relation away. */
export function filterableFields(meta: Meta, resource: MetaResource, t: TFunction): NamedField[] {
  const own = columnFields(resource, t).filter(canFilter)
  const hops = own.flatMap(({ name, label, field }) => {
    const target = field.type === 'belongsTo' ? meta.resources[field.target] : undefined
    if (!target) return []
    return columnFields(target, t)
      .filter((there) => canFilter(there) && !SYSTEM.has(there.name))
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
  path: string,
  t: TFunction
): NamedField | undefined {
  const [first = '', ...rest] = path.split('.')
  const found = columnFields(resource, t).find(({ name }) => name === first)
  if (!found || rest.length === 0) return found
  const target = 'target' in found.field ? meta.resources[found.field.target] : undefined
  const end = target && resolvePath(meta, target, rest.join('.'), t)
  return end && { ...end, name: path, label: `${found.label} › ${end.label}` }
}

function canFilter({ field }: NamedField): boolean {
  return field.operators.length > 0
}

const SYSTEM = new Set(['createdAt', 'createdBy', 'updatedAt', 'updatedBy'])

/** What the engine keeps of every record; metadata lists only what a definition states. */
function systemFields(resource: MetaResource, t: TFunction): NamedField[] {
  const facts = { readable: true, writable: false, sortable: true }
  const moment = { ...facts, type: 'datetime', operators: ['between', 'gte', 'lte'] } as const
  const person = {
    ...facts,
    type: 'belongsTo',
    target: 'core.users',
    operators: ['in', 'nin'],
  } as const
  return Object.entries({
    createdAt: moment,
    createdBy: person,
    updatedAt: moment,
    updatedBy: person,
  }).map(([name, field]) => {
    const label = t(`fields.system.${name}`)
    return {
      name,
      label,
      resource: resource.name,
      field: { ...field, operators: [...field.operators], label },
    }
  })
}
