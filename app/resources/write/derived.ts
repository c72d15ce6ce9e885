/** Values nobody types: defaults, generated numbers, computed fields. */
import { resolveVariables } from '#app/access/variables.ts'
import type { Grant } from '#app/access/grant.ts'
import type { Resource } from '../resource.ts'
import type { Values } from './input.ts'

/** Fills in the defaults of fields that were not sent. Only those the actor could write, or the system sets. */
export function withDefaults(grant: Grant, body: unknown): unknown {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body
  const filled: Values = { ...body }
  for (const field of grant.resource.fields.values()) {
    const { default: value, readonly } = field.definition
    if (value === undefined || readonly || Object.hasOwn(filled, field.name)) continue
    filled[field.name] = resolveVariables(value, grant.actor)
  }
  return filled
}

/** Numbers given once, when a record is made, inside its transaction; and readonly fields' defaults. */
export async function generateValues(resource: Resource): Promise<Values> {
  const values: Values = {}
  for (const field of resource.fields.values()) {
    if (field.type.generate) values[field.name] = await field.type.generate(field)
    else if (field.definition.readonly && field.definition.default !== undefined)
      values[field.name] = field.definition.default
  }
  return values
}

/** Computes the computed fields from the others, in the order they are defined. */
export function deriveValues(resource: Resource, values: Values): Values {
  const derived = { ...values }
  for (const field of resource.fields.values()) {
    if (field.type.derive) derived[field.name] = field.type.derive(derived, field)
  }
  return derived
}
