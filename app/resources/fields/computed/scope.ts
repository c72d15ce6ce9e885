/** What an expression sees of a record: decimals as exact numbers, relations by their id, lists not at all. */
import {
  conditionValue,
  isExact,
  type Exact,
  type ExpressionScope,
  type Value,
} from '@xinglin/contracts'
import type { Resource } from '../../resource.ts'

/** `today` is the hospital's day; `variable` answers whatever else the caller knows. */
export function recordScope(
  resource: Resource,
  values: Readonly<Record<string, unknown>>,
  today: string,
  variable: (name: string) => Value = () => null
): ExpressionScope {
  return {
    field: (name) => fieldValue(resource, name, values[name]),
    variable: (name) => {
      if (name === 'today') return today
      return name === 'now' ? new Date().toISOString() : variable(name)
    },
  }
}

function fieldValue(resource: Resource, name: string, value: unknown): Value | Exact {
  const field = resource.field(name)
  const compared = field && conditionValue(field.definition, value)
  return isExact(compared) || isPlain(compared) ? compared : null
}

function isPlain(value: unknown): value is Value {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value)
}
