/** What kinds of fields may be asked, the usual question first. */
import type { Operator } from '@xinglin/contracts'

export const TEXT_OPERATORS = [
  'contains',
  'ncontains',
  'eq',
  'ne',
  'in',
  'startswith',
  'endswith',
  'null',
  'nnull',
] as const satisfies Operator[]
export const NUMBER_OPERATORS = [
  'between',
  'eq',
  'ne',
  'gt',
  'gte',
  'lt',
  'lte',
  'null',
  'nnull',
] as const satisfies Operator[]
export const DAY_OPERATORS = [
  'between',
  'eq',
  'gte',
  'lte',
  'null',
  'nnull',
] as const satisfies Operator[]
export const MOMENT_OPERATORS = [
  'between',
  'gte',
  'lte',
  'null',
  'nnull',
] as const satisfies Operator[]
export const ONE_OF_OPERATORS = ['in', 'nin', 'null', 'nnull'] as const satisfies Operator[]
export const SEVERAL_OPERATORS = [
  'ina',
  'nina',
  'in',
  'nin',
  'null',
  'nnull',
] as const satisfies Operator[]
export const PRESENCE_OPERATORS = ['nnull', 'null'] as const satisfies Operator[]

/** What an operator compares with. */
export type OperandShape = 'none' | 'one' | 'pair' | 'list'

export function operandShape(operator: Operator): OperandShape {
  if (operator === 'null' || operator === 'nnull') return 'none'
  if (operator === 'between' || operator === 'nbetween') return 'pair'
  return ['in', 'nin', 'ina', 'nina'].includes(operator) ? 'list' : 'one'
}
