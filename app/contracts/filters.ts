import { compareExact, exactOf, isExact, type Exact } from './exact.ts'

/**
 * Filters are Refine's CrudFilters as JSON. The same tree is a list's filter, a grant's row scope,
 * a condition of a field rule, and the filter of a live subscription; `matches` is its meaning.
 */
export const OPERATORS = [
  'eq',
  'ne',
  'eqs',
  'nes',
  'lt',
  'gt',
  'lte',
  'gte',
  'in',
  'nin',
  'ina',
  'nina',
  'contains',
  'ncontains',
  'containss',
  'ncontainss',
  'between',
  'nbetween',
  'null',
  'nnull',
  'startswith',
  'nstartswith',
  'startswiths',
  'nstartswiths',
  'endswith',
  'nendswith',
  'endswiths',
  'nendswiths',
] as const
export type Operator = (typeof OPERATORS)[number]

export interface FieldFilter {
  /** A field, or a path through relations: `doctor.department.name`. */
  field: string
  operator: Operator
  /** A value of the field's type; in scopes also a variable such as `$user.id`. */
  value?: unknown
}
export interface GroupFilter {
  operator: 'and' | 'or'
  value: Filter[]
}
export type Filter = FieldFilter | GroupFilter
/** A list of filters means all of them. */
export type Filters = Filter[]

export const FILTER_LIMITS = { nodes: 100, depth: 5, listValues: 1000 } as const

export function isGroup(filter: Filter): filter is GroupFilter {
  return filter.operator === 'and' || filter.operator === 'or'
}

/**
 * Reads the value a path points at, as `conditionValue` gives it; a path through a to-many relation yields an array.
 */
export type ReadPath = (path: string) => unknown

/**
 * Whether a record satisfies the filters: the plain meaning that the SQL compiler must agree with
 * (a property test holds the two together). NULL: `ne nin ncontains nbetween …` are exact complements.
 */
export function matches(filters: Filters, read: ReadPath): boolean {
  return filters.every((filter) => matchesOne(filter, read))
}

function matchesOne(filter: Filter, read: ReadPath): boolean {
  if (isGroup(filter)) {
    return filter.operator === 'and'
      ? filter.value.every((item) => matchesOne(item, read))
      : filter.value.some((item) => matchesOne(item, read))
  }
  const actual = read(filter.field)
  const positive = POSITIVE[filter.operator]
  if (positive) return !holds(positive, actual, filter.value)
  return holds(filter.operator, actual, filter.value)
}

/** The operator whose exact complement each negative operator is. */
export const POSITIVE: Partial<Record<Operator, Operator>> = {
  ne: 'eq',
  nes: 'eqs',
  nin: 'in',
  nina: 'ina',
  ncontains: 'contains',
  ncontainss: 'containss',
  nbetween: 'between',
  nnull: 'null',
  nstartswith: 'startswith',
  nstartswiths: 'startswiths',
  nendswith: 'endswith',
  nendswiths: 'endswiths',
}

function holds(operator: Operator, actual: unknown, expected: unknown): boolean {
  if (operator === 'null') return isNothing(actual)
  if (isNothing(actual)) return false
  // Of a list, one member that satisfies the condition is enough; only `ina` asks for all of its values.
  if (Array.isArray(actual) && operator !== 'ina')
    return actual.some((member) => holds(operator, member, expected))
  switch (operator) {
    case 'eq':
    case 'eqs':
      return isExact(actual) ? compare(actual, expected) === 0 : actual === expected
    case 'in':
      return Array.isArray(expected) && expected.some((item) => holds('eq', actual, item))
    case 'ina':
      return (
        Array.isArray(expected) &&
        expected.length > 0 &&
        Array.isArray(actual) &&
        expected.every((v) => actual.includes(v))
      )
    case 'lt':
      return compare(actual, expected) < 0
    case 'lte':
      return compare(actual, expected) <= 0
    case 'gt':
      return compare(actual, expected) > 0
    case 'gte':
      return compare(actual, expected) >= 0
    case 'between': {
      const [low, high] = expected as [unknown, unknown]
      return compare(actual, low) >= 0 && compare(actual, high) <= 0
    }
    case 'contains':
      return foldCase(String(actual)).includes(foldCase(String(expected)))
    case 'containss':
      return String(actual).includes(String(expected))
    case 'startswith':
      return foldCase(String(actual)).startsWith(foldCase(String(expected)))
    case 'startswiths':
      return String(actual).startsWith(String(expected))
    case 'endswith':
      return foldCase(String(actual)).endsWith(foldCase(String(expected)))
    case 'endswiths':
      return String(actual).endsWith(String(expected))
    default:
      return false
  }
}

/** A field as far as its values' meaning goes. */
export interface ValueField {
  type: string
  as?: string
}

/** A record's value as conditions and expressions compare it: decimals as numbers, relations by their id. */
export function conditionValue(field: ValueField, value: unknown): unknown {
  const decimal = field.type === 'decimal' || (field.type === 'computed' && field.as === 'decimal')
  if (decimal && typeof value === 'string') return exactOf(value) satisfies Exact | null
  // Nothing looks inside JSON: it is there, or it is not.
  if (field.type === 'json') return value === null || value === undefined ? null : true
  if (Array.isArray(value)) return value.map(idOf)
  return idOf(value)
}

function idOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'id' in value ? value.id : value
}

/** A list without members is nothing, as it is in the databases. */
function isNothing(value: unknown): boolean {
  return value === null || value === undefined || (Array.isArray(value) && value.length === 0)
}

/** Lower-cases A–Z only, which both databases do alike. */
export function foldCase(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase())
}

/** Orders two values of one type; texts by code point, as both databases' binary collations do. */
export function compare(a: unknown, b: unknown): number {
  if (isExact(a)) return compareExact(a, exactOf(String(b)) ?? a)
  if (typeof a === 'number' && typeof b === 'number') return a - b
  if (typeof a === 'boolean' && typeof b === 'boolean') return Number(a) - Number(b)
  return compareCodePoints(String(a), String(b))
}

function compareCodePoints(a: string, b: string): number {
  const left = [...a]
  const right = [...b]
  const length = Math.min(left.length, right.length)
  for (let i = 0; i < length; i++) {
    const difference = left[i]!.codePointAt(0)! - right[i]!.codePointAt(0)!
    if (difference !== 0) return difference
  }
  return left.length - right.length
}
