/** Turns what a caller sent into values that may be written, or refuses with every problem at once. */
import { conditionValue, matches } from '@xinglin/contracts'
import { Refusal, type Problem } from '#app/errors/refusal.ts'
import { rulesWriting, type Grant } from '#app/access/grant.ts'
import { impliedValues, inputProblems } from '../checks.ts'
import type { Resource, ResourceField } from '../resource.ts'
import type { Values } from '../values.ts'
import { hasDefault } from './derived.ts'
import { validate } from './validate.ts'

/**
 * What a caller sent for a record, by the rules of its fields and by the resource's own checks. `present` is the record
 * as it is, for conditional rules; null when it is being made.
 */
export async function readInput(
  grant: Grant,
  body: unknown,
  present: Values | null
): Promise<Values> {
  const { values, problems } = await readFields(grant, body, present)
  problems.push(...(await inputProblems(grant.resource.name, values, present)))
  if (problems.length > 0) throw new Refusal(problems)
  return {
    ...values,
    ...(await impliedValues(grant.resource.name, grant.actor, values, present)),
  }
}

/** Fields outside the definition, or not the caller's to write, are refused alike, then every value is checked. */
export async function readFields(
  grant: Grant,
  body: unknown,
  present: Values | null
): Promise<{ values: Values; problems: Problem[] }> {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new Refusal('E_MALFORMED')
  const unknown = Object.keys(body).filter((key) => !isWritable(grant, key, present !== null))
  const problems: Problem[] = unknown.map((field) => ({ code: 'E_UNKNOWN_FIELD', field }))
  const given = Object.fromEntries(Object.entries(body).filter(([key]) => !unknown.includes(key)))
  const { values, problems: wrong } = await validate(grant.resource, given)
  problems.push(...wrong, ...missing(grant.resource, values, present, wrong))
  return { values, problems }
}

/** Whether some rule of the grant lets this field be written at all; which rows is checked against the database. */
export function isWritable(grant: Grant, fieldName: string, updating: boolean): boolean {
  const field = grant.resource.field(fieldName)
  if (!field || field.definition.readonly) return false
  if (updating && field.definition.immutable) return false
  return rulesWriting(grant.rules, fieldName).length > 0
}

/** Required fields that the record would be without: always, by their `requiredWhen`, and only where they show. */
function missing(
  resource: Resource,
  given: Values,
  present: Values | null,
  wrong: readonly Problem[]
): Problem[] {
  const record = { ...present, ...given }
  const read = (path: string) => {
    const field = resource.field(path)
    return field && conditionValue(field.definition, record[path])
  }
  const alreadyWrong = new Set(wrong.map(({ field }) => field?.split('.')[0]))
  const isNeeded = (field: ResourceField): boolean => {
    const { required, requiredWhen, visibleWhen, readonly } = field.definition
    const sent = Object.hasOwn(given, field.name)
    if (readonly || alreadyWrong.has(field.name)) return false
    if (visibleWhen && !matches(visibleWhen, read)) return false
    // The system fills in a default the actor may not write.
    if (present === null && !sent && hasDefault(field)) return false
    if (requiredWhen && matches(requiredWhen, read)) return true
    return required === true && (present === null || sent)
  }
  return [...resource.fields.values()]
    .filter((field) => isNeeded(field) && isEmpty(record[field.name]))
    .map((field) => ({ code: 'E_REQUIRED', field: field.name }))
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || (Array.isArray(value) && value.length === 0)
}
