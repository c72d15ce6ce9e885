/**
 * The one expression language: JSON trees run by a bounded interpreter on the server, in the browser and in
 * the mini-program. A leaf is a literal, a field of the record, or a variable.
 */
export type Expression =
  | string
  | number
  | boolean
  | null
  | { field: string }
  | { var: string }
  | { op: ExpressionOperator; args: Expression[] }

export const EXPRESSION_OPERATORS = [
  'add',
  'sub',
  'mul',
  'div',
  'min',
  'max',
  'round',
  'concat',
  'coalesce',
  'if',
  'eq',
  'ne',
  'lt',
  'lte',
  'gt',
  'gte',
  'and',
  'or',
  'not',
  'length',
  'lower',
  'upper',
  'years',
] as const
export type ExpressionOperator = (typeof EXPRESSION_OPERATORS)[number]

export type Value = string | number | boolean | null
export interface ExpressionScope {
  field(name: string): Value
  variable(name: string): Value
}

export const EXPRESSION_LIMITS = { nodes: 200, depth: 20, text: 10_000 } as const
