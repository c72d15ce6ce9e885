/** Turns what a caller sent into values that may be written, or refuses with every problem at once. */
import vine, { errors } from '@vinejs/vine'
import type { SchemaTypes } from '@vinejs/vine/types'
import { matches, type ErrorCode } from '@xinglin/contracts'
import { Refusal, type Problem } from '#app/errors/refusal.ts'
import { rulesWriting, type Grant } from '#app/access/grant.ts'
import { inputProblems } from '../checks.ts'
import type { Resource, ResourceField } from '../resource.ts'

export type Values = Record<string, unknown>
type Validator = { validate(data: unknown): Promise<Values> }

/** Vine's rule names as the codes of the contract. */
const CODES: Record<string, ErrorCode> = {
  'required': 'E_REQUIRED',
  'string': 'E_TYPE',
  'number': 'E_TYPE',
  'boolean': 'E_TYPE',
  'array': 'E_TYPE',
  'object': 'E_TYPE',
  'withoutDecimals': 'E_TYPE',
  'date': 'E_TYPE',
  'datetime': 'E_TYPE',
  'decimal': 'E_TYPE',
  'minLength': 'E_LENGTH',
  'maxLength': 'E_LENGTH',
  'array.maxLength': 'E_LENGTH',
  'min': 'E_RANGE',
  'max': 'E_RANGE',
  'range': 'E_RANGE',
  'regex': 'E_PATTERN',
  'pattern': 'E_PATTERN',
  'email': 'E_PATTERN',
  'url': 'E_PATTERN',
  'idCard': 'E_PATTERN',
  'relation': 'E_RELATION',
  'choice': 'E_INVALID',
}

const validators = new WeakMap<Resource, Map<string, Validator>>()

/**
 * Fields outside the definition, or not the caller's to write, are refused alike, then every value is checked.
 * `present` is the record as it is, for conditional rules; null when it is being made.
 */
export async function readInput(
  grant: Grant,
  body: unknown,
  present: Values | null
): Promise<Values> {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new Refusal('E_MALFORMED')
  const unknown = Object.keys(body).filter((key) => !isWritable(grant, key, present !== null))
  const problems: Problem[] = unknown.map((field) => ({ code: 'E_UNKNOWN_FIELD', field }))
  const given = Object.fromEntries(Object.entries(body).filter(([key]) => !unknown.includes(key)))
  const { values, problems: wrong } = await validate(grant.resource, given)
  problems.push(
    ...wrong,
    ...missing(
      grant.resource,
      { ...present, ...values },
      new Set(wrong.map(({ field }) => field)),
      given,
      present !== null
    ),
    ...(await inputProblems(grant.resource.name, values, present))
  )
  if (problems.length > 0) throw new Refusal(problems)
  return values
}

/** Whether some rule of the grant lets this field be written at all; which rows is checked against the database. */
export function isWritable(grant: Grant, fieldName: string, updating: boolean): boolean {
  const field = grant.resource.field(fieldName)
  if (!field || field.system || field.definition.readonly) return false
  if (updating && field.definition.immutable) return false
  return rulesWriting(grant.rules, fieldName).length > 0
}

async function validate(
  resource: Resource,
  given: Values
): Promise<{ values: Values; problems: Problem[] }> {
  const present = Object.entries(given).filter(([, value]) => value !== null)
  try {
    const valid = await validatorFor(
      resource,
      present.map(([key]) => key)
    ).validate(Object.fromEntries(present))
    const normalised = present.map(([key]) => [key, normalise(resource.field(key)!, valid[key])])
    return {
      values: { ...Object.fromEntries(normalised), ...nulls(resource, given) },
      problems: [],
    }
  } catch (error) {
    if (error instanceof errors.E_VALIDATION_ERROR)
      return { values: nulls(resource, given), problems: error.messages.map(problemOf) }
    throw error
  }
}

function nulls(resource: Resource, given: Values): Values {
  const empty = Object.keys(given).filter((key) => given[key] === null)
  return Object.fromEntries(empty.map((key) => [key, resource.field(key)!.many ? [] : null]))
}

function normalise(field: ResourceField, value: unknown): unknown {
  const normal = field.type.normalise ? field.type.normalise(value, field) : value
  // An emptied text is no text: "required" means something is there.
  return normal === '' ? null : normal
}

function problemOf(message: {
  field: string
  rule: string
  meta?: Record<string, unknown>
}): Problem {
  return {
    code: CODES[message.rule] ?? 'E_INVALID',
    field: message.field,
    ...(message.meta && { meta: message.meta }),
  }
}

/** One compiled validator for each set of fields that is sent. */
function validatorFor(resource: Resource, keys: string[]): Validator {
  const known = validators.get(resource) ?? new Map<string, Validator>()
  validators.set(resource, known)
  const name = keys.sort().join()
  let validator = known.get(name)
  if (!validator) {
    const rules = keys.map((key): [string, SchemaTypes] => [key, ruleOf(resource.field(key)!)])
    validator = vine.create(vine.object(Object.fromEntries(rules))) as unknown as Validator
    if (known.size < 200) known.set(name, validator)
  }
  return validator
}

function ruleOf(field: ResourceField): SchemaTypes {
  return field.type.rule(field)
}

/** Required fields that the record would be without, always or by its `requiredWhen`. */
function missing(
  resource: Resource,
  record: Values,
  alreadyWrong: Set<string | undefined>,
  given: Values,
  updating: boolean
): Problem[] {
  const read = (path: string) => record[path]
  return [...resource.fields.values()].flatMap((field): Problem[] => {
    const { required, requiredWhen } = field.definition
    if (
      field.definition.readonly ||
      alreadyWrong.has(field.name) ||
      (updating && required && !Object.hasOwn(given, field.name))
    )
      return []
    const needed = required || (requiredWhen !== undefined && matches(requiredWhen, read))
    const value = record[field.name]
    const empty =
      value === null || value === undefined || (Array.isArray(value) && value.length === 0)
    return needed && empty ? [{ code: 'E_REQUIRED', field: field.name }] : []
  })
}
