/** Small words for writing schemas. */
import type { JsonSchema } from '#app/resources/fields/field_type.ts'

export type { JsonSchema }

export function ref(name: string): JsonSchema {
  return { $ref: `#/components/schemas/${name}` }
}

/** The schema, or null. */
export function orNull(schema: JsonSchema): JsonSchema {
  return { anyOf: [schema, { type: 'null' }] }
}

/** The same with the `null` inside where the schema is of one type; `{}` takes null anyway. */
export function nullable(schema: JsonSchema): JsonSchema {
  if (Object.keys(schema).length === 0) return schema
  const { type, enum: values, ...rest } = schema
  if (typeof type !== 'string') return orNull(schema)
  return {
    type: [type, 'null'],
    ...(Array.isArray(values) && { enum: [...(values as unknown[]), null] }),
    ...rest,
  }
}

export function arrayOf(items: JsonSchema): JsonSchema {
  return { type: 'array', items }
}

/** An object whose fields are all there, unless they are named optional. */
export function object(
  properties: Record<string, JsonSchema>,
  optional: string[] = []
): JsonSchema {
  const required = Object.keys(properties).filter((name) => !optional.includes(name))
  return { type: 'object', properties, ...(required.length > 0 && { required }) }
}

export const TEXT: JsonSchema = { type: 'string' }
export const ID: JsonSchema = { type: 'string', format: 'uuid' }
export const MOMENT: JsonSchema = { type: 'string', format: 'date-time' }
export const COUNT: JsonSchema = { type: 'integer', minimum: 0 }
export const FLAG: JsonSchema = { type: 'boolean' }
