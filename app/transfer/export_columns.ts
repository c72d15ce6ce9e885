/** The columns of an exported sheet: those asked for, or every field of the resource that the grant shows. */
import type { Locale } from '@xinglin/contracts'
import { rulesReading, type Grant } from '#app/access/grant.ts'
import { getResource } from '#app/resources/registry.ts'
import type { ResourceField } from '#app/resources/resource.ts'
import type { Json } from '#app/resources/query/selection.ts'
import { fieldLabel } from '#app/resources/words.ts'

export interface ExportColumn {
  /** `name`, or through relations `patient.name`. */
  path: string
  heading: string
  field: ResourceField
}

const LEFT_OUT = new Set(['hasMany', 'password'])

/** Whether the paths may be read is for the compiler to say; here they only get their headings. */
export function columnsOf(
  grant: Grant,
  paths: readonly string[] | null,
  locale: Locale
): ExportColumn[] {
  return (paths ?? shownFields(grant)).flatMap((path) => {
    const fields = fieldsAlong(grant, path)
    const field = fields.at(-1)
    if (!field || LEFT_OUT.has(field.definition.type)) return []
    return [{ path, field, heading: fields.map((step) => fieldLabel(step, locale)).join(' / ') }]
  })
}

function shownFields({ resource, rules }: Grant): string[] {
  return [...resource.fields.values()]
    .filter(
      ({ system, definition, name }) =>
        !system && !definition.hidden && rulesReading(rules, name).length > 0
    )
    .map(({ name }) => name)
}

function fieldsAlong({ resource }: Grant, path: string): ResourceField[] {
  let at = resource
  return path.split('.').map((step) => {
    const field = at.field(step)!
    if (field.target) at = getResource(field.target)
    return field
  })
}

export function valueAt(record: Json, path: string): unknown {
  let value: unknown = record
  for (const step of path.split('.')) value = (value as Json | null | undefined)?.[step]
  return value
}
