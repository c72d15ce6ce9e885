/** What an expression sees of a record: decimals as exact numbers, relations by their id, lists not at all. */
import { exactOf, type Exact, type ExpressionScope, type Value } from '@xinglin/contracts'
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
  if (!field || value === undefined) return null
  const { definition } = field
  const decimal =
    definition.type === 'decimal' || (definition.type === 'computed' && definition.as === 'decimal')
  if (decimal && typeof value === 'string') return exactOf(value)
  return isPlain(value) ? value : null
}

function isPlain(value: unknown): value is Value {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value)
}
