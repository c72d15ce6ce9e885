/** JSON Schema as a TypeScript type: for the schemas that field types give. */
import type { JsonSchema } from '#app/resources/fields/field_type.ts'

const PREFIX = '#/components/schemas/'
const PLAIN: Record<string, string> = {
  string: 'string',
  integer: 'number',
  number: 'number',
  boolean: 'boolean',
  null: 'null',
  object: 'Record<string, unknown>',
}

export function typeText(schema: JsonSchema): string {
  const { $ref: reference, const: only, enum: values, anyOf, type } = schema
  if (typeof reference === 'string') return named(reference.slice(PREFIX.length))
  if (only !== undefined) return JSON.stringify(only)
  if (Array.isArray(values)) return union(values.map((value) => JSON.stringify(value)))
  if (Array.isArray(anyOf)) return union((anyOf as JsonSchema[]).map(typeText))
  if (Array.isArray(type))
    return union(type.map((each) => typeText({ ...schema, type: each as string })))
  if (type === 'array') return `(${typeText((schema.items ?? {}) as JsonSchema)})[]`
  return typeof type === 'string' ? PLAIN[type]! : 'unknown'
}

/** A shared schema, a resource's record, or a row of its as a sub-table. */
function named(name: string): string {
  if (!name.includes('.')) return name
  const [, resource, row] = /^([^.]+\.[^.]+)(\.row)?$/.exec(name)!
  const of = (part: string) => `Resources['${resource}']['${part}']`
  return row
    ? `(${of('create')} & { id?: undefined }) | (${of('update')} & { id: string })`
    : of('record')
}

function union(parts: readonly string[]): string {
  return [...new Set(parts)].join(' | ')
}
