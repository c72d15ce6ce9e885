/** Values nobody types: defaults, generated numbers, computed fields. */
import { evaluate, isExpressionNode, type Value } from '@xinglin/contracts'
import { resolveVariables } from '#app/access/variables.ts'
import { rulesWriting, type Actor, type Grant } from '#app/access/grant.ts'
import { recordScope } from '../fields/computed/scope.ts'
import { hospitalDay } from '../hospital_time.ts'
import type { Resource, ResourceField } from '../resource.ts'
import type { Values } from '../values.ts'

/** Fills in the defaults of fields that were not sent and that the actor could have written. */
export async function withDefaults(grant: Grant, body: unknown): Promise<unknown> {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body
  const filled: Values = { ...body }
  const today = await hospitalDay()
  for (const field of fieldsWithDefault(grant.resource)) {
    const { readonly } = field.definition
    if (readonly || Object.hasOwn(filled, field.name)) continue
    if (rulesWriting(grant.rules, field.name).length === 0) continue
    filled[field.name] = defaultOf(field, grant.resource, grant.actor, filled, today)
  }
  return filled
}

/** Numbers given once inside the record's transaction, and defaults of fields that the actor may not write. */
export async function generateValues({ resource, actor }: Grant, given: Values): Promise<Values> {
  const values: Values = {}
  const today = await hospitalDay()
  for (const field of resource.fields.values()) {
    if (Object.hasOwn(given, field.name)) continue
    if (field.type.generate) values[field.name] = await field.type.generate(field)
    else if (hasDefault(field))
      values[field.name] = defaultOf(field, resource, actor, { ...given, ...values }, today)
  }
  return values
}

/** Computes the computed fields from the others, in the order they are defined. */
export async function deriveValues(resource: Resource, values: Values): Promise<Values> {
  const derived = { ...values }
  const fields = [...resource.fields.values()].filter((field) => field.type.derive)
  if (fields.length === 0) return derived
  const today = await hospitalDay()
  for (const field of fields)
    derived[field.name] = field.type.derive!(recordScope(resource, derived, today), field)
  return derived
}

export function hasDefault({ definition }: ResourceField): boolean {
  return definition.default !== undefined
}

function fieldsWithDefault(resource: Resource): ResourceField[] {
  return [...resource.fields.values()].filter(hasDefault)
}

/** A plain value, a variable such as `$user.departmentId`, or an expression over the values that are there. */
function defaultOf(
  field: ResourceField,
  resource: Resource,
  actor: Actor,
  values: Values,
  today: string
): unknown {
  const given = field.definition.default
  // A json field's default is whatever JSON it says.
  if (field.definition.type === 'json' || !isExpressionNode(given))
    return resolveVariables(given, actor)
  const variable = (name: string) => plain(resolveVariables(name, actor))
  return evaluate(given, recordScope(resource, values, today, variable))
}

function plain(value: unknown): Value {
  return typeof value === 'string' ? value : null
}
