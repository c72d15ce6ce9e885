/** Checks values by the rules of their fields and brings them to the form that is stored. */
import vine, { errors } from '@vinejs/vine'
import type { ErrorCode } from '@xinglin/contracts'
import type { Problem } from '#app/errors/refusal.ts'
import type { Resource, ResourceField } from '../resource.ts'
import type { Values } from '../values.ts'
import { isStorable } from './storable.ts'

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

interface Validated {
  values: Values
  problems: Problem[]
}
type Validator = { validate(data: unknown): Promise<Values> }

const validators = new WeakMap<ResourceField, Validator>()

/** Every value that is valid, and every problem of those that are not. */
export async function validate(resource: Resource, given: Values): Promise<Validated> {
  const values: Values = {}
  const problems: Problem[] = []
  for (const [name, value] of Object.entries(given)) {
    const field = resource.field(name)!
    if (isNothing(field, value)) {
      values[name] = nothing(field)
    } else if (!isStorable(value)) {
      problems.push({ code: 'E_PATTERN', field: name, meta: { reason: 'characters' } })
    } else {
      const checked = await check(field, value)
      problems.push(...checked.problems)
      if (checked.problems.length === 0) values[name] = normalise(field, checked.values[name])
    }
  }
  return { values, problems }
}

/** An emptied text is no text: "required" means something is there. Inside JSON it is a value like any other. */
function isNothing({ definition }: ResourceField, value: unknown): boolean {
  if (value === null) return true
  return typeof value === 'string' && definition.type !== 'json' && value.trim() === ''
}

function nothing(field: ResourceField): unknown {
  return field.many ? [] : (field.type.empty?.() ?? null)
}

function normalise(field: ResourceField, value: unknown): unknown {
  return field.type.normalise ? field.type.normalise(value, field) : value
}

async function check(field: ResourceField, value: unknown): Promise<Validated> {
  try {
    return { values: await validatorOf(field).validate({ [field.name]: value }), problems: [] }
  } catch (error) {
    if (error instanceof errors.E_VALIDATION_ERROR)
      return {
        values: {},
        problems: (error.messages as Message[]).map((message) => problemOf(message, field)),
      }
    throw error
  }
}

function validatorOf(field: ResourceField): Validator {
  let validator = validators.get(field)
  if (!validator) {
    const schema = vine.object({ [field.name]: field.type.rule(field) })
    validator = vine.create(schema) as unknown as Validator
    validators.set(field, validator)
  }
  return validator
}

interface Message {
  field: string
  rule: string
  meta?: Record<string, unknown>
}

/** The meta says what a limit counts, so that the words can. */
function problemOf(message: Message, { definition }: ResourceField): Problem {
  const unit = {
    ...(definition.type === 'money' && { unit: 'fen' }),
    ...(message.rule === 'array.maxLength' && { reason: 'items' }),
  }
  return {
    code: CODES[message.rule] ?? 'E_INVALID',
    field: message.field,
    ...(message.meta && { meta: { ...message.meta, ...unit } }),
  }
}
