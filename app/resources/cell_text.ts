/** A record's value as a person reads it, in a cell of a sheet or a line; from a sheet it reads back as the same value. */
import { DateTime } from 'luxon'
import type { FieldDefinition, FieldTypeName } from '@xinglin/contracts'
import { fromScaled } from './fields/decimal/decimal_text.ts'
import type { ResourceField } from './resource.ts'

export type ExportCell = string | number | null

export interface TextContext {
  zone: string
  /** The word for an option's value. */
  optionLabel(field: ResourceField, value: string): string
  yes: string
  no: string
}

type Writer = (value: unknown, field: ResourceField, context: TextContext) => ExportCell

const labelsOf = (list: unknown) =>
  (list as { label: string | null }[]).map(({ label }) => label ?? '').join('、')
const labelOf = (reference: unknown) => (reference as { label: string | null }).label

const WRITERS: Partial<Record<FieldTypeName, Writer>> = {
  integer: (value) => value as number,
  money: (value) => fromScaled(BigInt(value as number), 2),
  boolean: (value, _field, { yes, no }) => (value ? yes : no),
  datetime: (value, _field, { zone }) => clockTime(value as string, zone),
  choice: (value, field, context) => context.optionLabel(field, value as string),
  choices: (value, field, context) =>
    (value as string[]).map((item) => context.optionLabel(field, item)).join('、'),
  belongsTo: labelOf,
  parent: labelOf,
  manyToMany: labelsOf,
  file: labelsOf,
  image: labelsOf,
  json: (value) => JSON.stringify(value),
  hasMany: (value) => (value as unknown[]).length,
}

export function cellText(value: unknown, field: ResourceField, context: TextContext): ExportCell {
  if (value === null || value === undefined) return null
  const write = WRITERS[valueType(field.definition)]
  return write ? write(value, field, context) : String(value)
}

/** Numbers a spreadsheet may add up, while it holds them exactly. */
export function isNumeric(field: ResourceField): boolean {
  return ['integer', 'money', 'decimal'].includes(valueType(field.definition))
}

/** What a computed field's value is. */
function valueType(definition: FieldDefinition): FieldTypeName {
  return definition.type === 'computed' ? definition.as : definition.type
}

/** On the hospital's clock, with milliseconds only where there are any. */
function clockTime(iso: string, zone: string): string {
  const at = DateTime.fromISO(iso, { zone })
  return at.toFormat(at.millisecond === 0 ? 'yyyy-MM-dd HH:mm:ss' : 'yyyy-MM-dd HH:mm:ss.SSS')
}
