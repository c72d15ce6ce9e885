/**
 * The one expression language: JSON trees run by a bounded interpreter on the server, in the browser and in
 * the mini-program. A leaf is a literal, a field of the record, or a variable. Every tree has a value: what cannot
 * be computed (a text times two, a division by nothing, a missing field) is null.
 */
import {
  addExact,
  compareExact,
  divideExact,
  exactOf,
  exactOfNumber,
  exactText,
  isExact,
  multiplyExact,
  roundExact,
  subtractExact,
  type Exact,
} from './exact.ts'
import { compare, foldCase } from './filters.ts'

export type Expression =
  | string
  | number
  | boolean
  | null
  | { field: string }
  | { var: string }
  | { op: ExpressionOperator; args: Expression[] }

/** Each operator with the least and the most arguments it takes. */
const ARGUMENTS = {
  add: [1, 20],
  sub: [2, 2],
  mul: [1, 20],
  div: [2, 2],
  min: [1, 20],
  max: [1, 20],
  /** To so many digits after the point (0 when not said), half away from zero. */
  round: [1, 2],
  concat: [1, 20],
  coalesce: [1, 20],
  if: [3, 3],
  eq: [2, 2],
  ne: [2, 2],
  lt: [2, 2],
  lte: [2, 2],
  gt: [2, 2],
  gte: [2, 2],
  and: [1, 20],
  or: [1, 20],
  not: [1, 1],
  /** Characters of a text. */
  length: [1, 1],
  lower: [1, 1],
  upper: [1, 1],
  /** Whole years from a date to another, or to today. */
  years: [1, 2],
} as const satisfies Record<string, readonly [number, number]>

export type ExpressionOperator = keyof typeof ARGUMENTS
export const EXPRESSION_OPERATORS = Object.keys(ARGUMENTS) as ExpressionOperator[]

export type Value = string | number | boolean | null
export interface ExpressionScope {
  /** A decimal field is given as `Exact`, so that it compares as the number it is. */
  field(name: string): Value | Exact
  /** `today` and `now` everywhere; on the server also `$user.…`. */
  variable(name: string): Value
}

export const EXPRESSION_LIMITS = { nodes: 200, depth: 20, text: 10_000 } as const

/** What an expression says about a record. Whole numbers are numbers, other numbers decimal texts. */
export function evaluate(expression: Expression, scope: ExpressionScope): Value {
  return outward(run(expression, scope, { nodes: EXPRESSION_LIMITS.nodes }, 1))
}

/** Why a tree is no expression, or null. `known` says which fields it may name. */
export function checkExpression(
  expression: unknown,
  known?: (field: string) => boolean
): string | null {
  return problemOf(expression, known, { nodes: EXPRESSION_LIMITS.nodes }, 1)
}

/** An object that a definition means as an expression, not as a plain value. */
export function isExpressionNode(value: unknown): value is Exclude<Expression, Value> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  const keys = Object.keys(value).sort().join()
  return keys === 'field' || keys === 'var' || keys === 'args,op'
}

type Inner = string | boolean | null | Exact
type Budget = { nodes: number }

function run(expression: Expression, scope: ExpressionScope, budget: Budget, depth: number): Inner {
  budget.nodes -= 1
  if (budget.nodes < 0 || depth > EXPRESSION_LIMITS.depth) return null
  if (typeof expression !== 'object' || expression === null) return inward(expression)
  if ('field' in expression) return inward(scope.field(expression.field))
  if ('var' in expression) return inward(scope.variable(expression.var))
  const { op, args } = expression
  const value = (index: number) => run(args[index] ?? null, scope, budget, depth + 1)
  if (op === 'if') return value(0) === true ? value(1) : value(2)
  const values = args.map((_, index) => value(index))
  return op === 'years' && args.length === 1
    ? years(values[0]!, inward(scope.variable('today')))
    : apply(op, values)
}

function apply(op: Exclude<ExpressionOperator, 'if'>, values: Inner[]): Inner {
  const [first = null, second = null] = values
  switch (op) {
    case 'add':
      return fold(values, addExact)
    case 'sub':
      return fold(values, subtractExact)
    case 'mul':
      return fold(values, multiplyExact)
    case 'div':
      return fold(values, divideExact)
    case 'round':
      return round(first, values.length > 1 ? second : { units: 0n, scale: 0 })
    case 'min':
      return extreme(values, -1)
    case 'max':
      return extreme(values, 1)
    case 'concat':
      return bounded(values.map(textOf).join(''))
    case 'coalesce':
      return values.find((value) => value !== null) ?? null
    case 'eq':
      return equal(first, second)
    case 'ne':
      return !equal(first, second)
    case 'lt':
      return ordered(first, second, (order) => order < 0)
    case 'lte':
      return ordered(first, second, (order) => order <= 0)
    case 'gt':
      return ordered(first, second, (order) => order > 0)
    case 'gte':
      return ordered(first, second, (order) => order >= 0)
    case 'and':
      return values.every((value) => value === true)
    case 'or':
      return values.some((value) => value === true)
    case 'not':
      return first !== true
    case 'length':
      return typeof first === 'string' ? { units: BigInt([...first].length), scale: 0 } : null
    case 'lower':
      return typeof first === 'string' ? foldCase(first) : null
    case 'upper':
      return typeof first === 'string' ? first.replace(/[a-z]/g, (x) => x.toUpperCase()) : null
    case 'years':
      return years(first, second)
  }
}

function inward(value: Value | Exact | undefined): Inner {
  if (typeof value === 'number') return exactOfNumber(value)
  return typeof value === 'string' ? bounded(value) : (value ?? null)
}

function outward(value: Inner): Value {
  if (!isExact(value)) return value
  const text = exactText(value)
  const number = Number(text)
  return Number.isSafeInteger(number) && !text.includes('.') ? number : text
}

/** A text longer than an expression may make counts as not there, rather than being cut. */
function bounded(text: string): string | null {
  return text.length <= EXPRESSION_LIMITS.text ? text : null
}

function textOf(value: Inner): string {
  if (value === null) return ''
  return isExact(value) ? exactText(value) : String(value)
}

/** In arithmetic a decimal text counts as its number; anything else makes the result null. */
function numberOf(value: Inner): Exact | null {
  if (isExact(value)) return value
  return typeof value === 'string' ? exactOf(value) : null
}

function fold(values: Inner[], step: (a: Exact, b: Exact) => Exact | null): Exact | null {
  const numbers = values.map(numberOf)
  return numbers.slice(1).reduce((total, next) => total && next && step(total, next), numbers[0]!)
}

function round(value: Inner, digits: Inner): Exact | null {
  const number = numberOf(value)
  const scale = isExact(digits) && digits.scale === 0 ? Number(digits.units) : -1
  return number && scale >= 0 && scale <= 16 ? roundExact(number, scale) : null
}

/** Null where the two are not of one kind. */
function orderOf(a: Inner, b: Inner): number | null {
  if (a === null || b === null) return null
  if (isExact(a) || isExact(b)) {
    const [left, right] = [numberOf(a), numberOf(b)]
    return left && right && compareExact(left, right)
  }
  return typeof a === typeof b ? compare(a, b) : null
}

function equal(a: Inner, b: Inner): boolean {
  return a === null || b === null ? a === b : orderOf(a, b) === 0
}

function ordered(a: Inner, b: Inner, holds: (order: number) => boolean): boolean {
  const order = orderOf(a, b)
  return order !== null && holds(order)
}

function extreme(values: Inner[], direction: 1 | -1): Inner {
  return values.reduce((best, value) => {
    if (best === null || value === null) return best ?? value
    return (orderOf(value, best) ?? 0) * direction > 0 ? value : best
  }, null)
}

const DATE = /^(\d{4})-(\d{2}-\d{2})/

function years(from: Inner, to: Inner): Inner {
  const start = typeof from === 'string' ? DATE.exec(from) : null
  const end = typeof to === 'string' ? DATE.exec(to) : null
  if (!start || !end) return null
  const reached = end[2]! >= start[2]!
  return { units: BigInt(Number(end[1]) - Number(start[1]) - (reached ? 0 : 1)), scale: 0 }
}

function problemOf(
  node: unknown,
  known: ((field: string) => boolean) | undefined,
  budget: Budget,
  depth: number
): string | null {
  budget.nodes -= 1
  if (budget.nodes < 0) return `an expression has at most ${EXPRESSION_LIMITS.nodes} parts`
  if (depth > EXPRESSION_LIMITS.depth)
    return `an expression is at most ${EXPRESSION_LIMITS.depth} levels deep`
  if (node === null || typeof node === 'boolean') return null
  if (typeof node === 'number') return Number.isFinite(node) ? null : 'a number must be finite'
  if (typeof node === 'string')
    return node.length <= EXPRESSION_LIMITS.text ? null : 'a text is too long'
  if (!isExpressionNode(node)) return 'a part is a value, {field}, {var} or {op, args}'
  if ('field' in node) {
    if (typeof node.field !== 'string') return 'field must be a name'
    return known && !known(node.field) ? `there is no field "${node.field}" to use` : null
  }
  if ('var' in node) return typeof node.var === 'string' ? null : 'var must be a name'
  if (!Object.hasOwn(ARGUMENTS, node.op)) return `there is no operator "${String(node.op)}"`
  const [least, most] = ARGUMENTS[node.op]
  if (!Array.isArray(node.args) || node.args.length < least || node.args.length > most)
    return `"${node.op}" takes ${least === most ? least : `${least} to ${most}`} arguments`
  for (const arg of node.args) {
    const problem = problemOf(arg, known, budget, depth + 1)
    if (problem) return problem
  }
  return null
}
