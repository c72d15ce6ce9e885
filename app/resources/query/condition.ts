/** One condition on one column as SQL, with the meaning of `matches` in contracts. */
import { FILTER_LIMITS, foldCase, POSITIVE, type Operator } from '@xinglin/contracts'
import { dialect } from '#app/database/store.ts'
import { and, FALSE, inList, or, sql, type Sql } from '#app/database/sql.ts'
import type { DbValue } from '../fields/field_type.ts'
import type { ResourceField } from '../resource.ts'
import { isStorable } from '../write/storable.ts'
import { comparable } from './comparable.ts'

/** Thrown when a value does not fit the field; the query compiler turns it into E_INVALID_QUERY. */
export class WrongValue extends Error {}

export function condition(
  expression: Sql,
  field: ResourceField,
  operator: Operator,
  value: unknown
): Sql {
  const positive = POSITIVE[operator]
  const compared = inCharactersOf(expression, field, value)
  if (!positive) return holds(compared, field, operator, value)
  if (positive === 'null') return sql`${expression} is not null`
  // The exact complement: NULL never satisfies the positive operator, so it satisfies this one.
  return sql`(${expression} is null or not (${holds(compared, field, positive, value)}))`
}

/** MySQL refuses to compare an ASCII column with other characters; as UTF-8 it just finds nothing. */
function inCharactersOf(expression: Sql, field: ResourceField, value: unknown): Sql {
  const foreign = [value].flat().some((item) => typeof item === 'string' && /[^\0-\x7f]/.test(item))
  const ascii = foreign && dialect() === 'mysql' && field.type.column(field)?.ascii
  return ascii ? sql`convert(${expression} using utf8mb4) collate utf8mb4_bin` : expression
}

function holds(expression: Sql, field: ResourceField, operator: Operator, value: unknown): Sql {
  if (field.type.multiple) return listHolds(expression, field, operator, value)
  const compared = (item: unknown) => {
    const found = comparable(item, field)
    if (found === undefined) throw new WrongValue(field.name)
    return found
  }
  switch (operator) {
    case 'null':
      return sql`${expression} is null`
    case 'eq':
    case 'eqs':
      return equal(expression, compared(value))
    case 'in':
      return oneOf(expression, listOf(value, field).map(compared))
    case 'lt':
      return sql`${expression} < ${compared(value)}`
    case 'lte':
      return sql`${expression} <= ${compared(value)}`
    case 'gt':
      return sql`${expression} > ${compared(value)}`
    case 'gte':
      return sql`${expression} >= ${compared(value)}`
    case 'between': {
      const pair = listOf(value, field)
      if (pair.length !== 2) throw new WrongValue(field.name)
      return sql`${expression} between ${compared(pair[0])} and ${compared(pair[1])}`
    }
    case 'contains':
      return textLike(expression, textOf(field)(value), { before: true, after: true })
    case 'startswith':
      return textLike(expression, textOf(field)(value), { after: true })
    case 'endswith':
      return textLike(expression, textOf(field)(value), { before: true })
    case 'containss':
      return exactLike(expression, textOf(field)(value), { before: true, after: true })
    case 'startswiths':
      return exactLike(expression, textOf(field)(value), { after: true })
    case 'endswiths':
      return exactLike(expression, textOf(field)(value), { before: true })
    default:
      throw new WrongValue(field.name)
  }
}

/** MySQL's `=` takes no notice of spaces at the end (PAD SPACE); LIKE does. */
function equal(expression: Sql, value: DbValue): Sql {
  return endsInSpace(value) ? exactLike(expression, value, {}) : sql`${expression} = ${value}`
}

function oneOf(expression: Sql, values: DbValue[]): Sql {
  const spaced = values.filter(endsInSpace)
  if (spaced.length === 0) return inList(expression, values)
  const others = values.filter((value) => !endsInSpace(value))
  return or([inList(expression, others), ...spaced.map((value) => equal(expression, value))])
}

function endsInSpace(value: DbValue): value is string {
  return dialect() === 'mysql' && typeof value === 'string' && value.endsWith(' ')
}

function listOf(value: unknown, field: ResourceField): unknown[] {
  if (!Array.isArray(value) || value.length > FILTER_LIMITS.listValues)
    throw new WrongValue(field.name)
  return value
}

const textOf =
  (field: ResourceField) =>
  (value: unknown): string => {
    if (typeof value !== 'string' || !isStorable(value)) throw new WrongValue(field.name)
    return value
  }

interface Around {
  before?: boolean
  after?: boolean
}

/** Letter case of A–Z does not matter. SQLite's LIKE means just that; MySQL's binary collation needs a pattern. */
export function textLike(expression: Sql, text: string, around: Around): Sql {
  if (dialect() === 'sqlite') return sql`${expression} like ${likePattern(text, around)} escape '!'`
  if (foldCase(text) === text.toUpperCase()) return exactLike(expression, text, around)
  return sql`${expression} regexp ${regexpPattern(text, around)}`
}

function exactLike(expression: Sql, text: string, around: Around): Sql {
  // MySQL's LIKE misses, by an index, what has a character beyond U+FFFF after the beginning it looks for.
  if (dialect() === 'mysql' && !around.before && around.after)
    return sql`locate(${text}, ${expression}) = 1`
  if (dialect() === 'mysql') return sql`${expression} like ${likePattern(text, around)} escape '!'`
  if (around.before && around.after) return sql`instr(${expression}, ${text}) > 0`
  return sql`${expression} glob ${globPattern(text, around)}`
}

function likePattern(text: string, { before, after }: Around): string {
  return `${before ? '%' : ''}${text.replace(/[!%_]/g, '!$&')}${after ? '%' : ''}`
}

function globPattern(text: string, { before, after }: Around): string {
  return `${before ? '*' : ''}${text.replace(/[*?[]/g, '[$&]')}${after ? '*' : ''}`
}

function regexpPattern(text: string, { before, after }: Around): string {
  const body = [...text].map((letter) =>
    /[a-z]/i.test(letter)
      ? `[${letter.toUpperCase()}${letter.toLowerCase()}]`
      : letter.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
  )
  return `${before ? '' : '^'}${body.join('')}${after ? '' : '$'}`
}

/** Several choices are kept as `|a|b|`. */
function listHolds(expression: Sql, field: ResourceField, operator: Operator, value: unknown): Sql {
  const member = (item: unknown) =>
    exactLike(expression, `|${textOf(field)(item)}|`, { before: true, after: true })
  switch (operator) {
    case 'null':
      return sql`${expression} is null`
    case 'eq':
      return member(value)
    case 'in':
      return or(listOf(value, field).map(member))
    case 'ina': {
      const members = listOf(value, field).map(member)
      return members.length > 0 ? and(members) : FALSE
    }
    default:
      throw new WrongValue(field.name)
  }
}
