import {
  exactOf,
  exactOfNumber,
  roundExact,
  type FieldOptions,
  type Value,
} from '@xinglin/contracts'
import { fromScaled } from '../decimal/decimal_text.ts'
import { characters } from '../text_rules.ts'

export interface Result {
  value?: Value
  problem?: 'E_RANGE' | 'E_LENGTH'
}

const LARGEST = { integer: 2_147_483_647n, exact: BigInt(Number.MAX_SAFE_INTEGER) }
const LONGEST = 255
const DATE = /^\d{4}-\d{2}-\d{2}/

/** An expression's value as the field's kind; null where it is of another kind. Numbers are rounded to the scale. */
export function resultAs(value: Value, { as, scale = 2 }: FieldOptions['computed']): Result {
  switch (as) {
    case 'boolean':
      return { value: typeof value === 'boolean' ? value : null }
    case 'date':
      return { value: typeof value === 'string' ? (DATE.exec(value)?.[0] ?? null) : null }
    case 'string':
      return textResult(value)
    case 'decimal':
      return numberResult(value, scale, LARGEST.exact, (units) => fromScaled(units, scale))
    case 'money':
      return numberResult(value, 0, LARGEST.exact, Number)
    case 'integer':
      return numberResult(value, 0, LARGEST.integer, Number)
  }
}

function textResult(value: Value): Result {
  if (value === null) return { value }
  const text = String(value).trim()
  return characters(text) > LONGEST ? { problem: 'E_LENGTH' } : { value: text || null }
}

function numberResult(
  value: Value,
  scale: number,
  largest: bigint,
  toValue: (units: bigint) => Value
): Result {
  const number = typeof value === 'number' ? exactOfNumber(value) : exactOf(String(value))
  if (!number) return { value: null }
  const rounded = roundExact(number, scale)
  const units = rounded.units * 10n ** BigInt(scale - rounded.scale)
  return units > largest || units < -largest ? { problem: 'E_RANGE' } : { value: toValue(units) }
}
