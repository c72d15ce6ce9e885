import {
  FILTER_LIMITS,
  isGroup,
  OPERATORS,
  type Filter,
  type Filters,
  type Operator,
} from '@xinglin/contracts'
import { rulesReading, type Grant } from '#app/access/grant.ts'
import { Refusal } from '#app/errors/refusal.ts'

/** A list request after its form is checked; names and values are checked against grants when it is compiled. */
export interface Query {
  page: number
  pageSize: number
  sorters: readonly Sorter[]
  fields: readonly string[] | null
  filters: Filters
  search: string | null
  total: 'exact' | 'capped' | 'none'
  /** Also says for each row what the caller may do with it. */
  can: boolean
  deleted: boolean
}
export interface Sorter {
  field: string
  order: 'asc' | 'desc'
}

export const QUERY_LIMITS = {
  pageSize: 500,
  page: 1_000_000,
  sorters: 5,
  fields: 100,
  search: 100,
  pathLength: 200,
  depth: 5,
} as const
const DEFAULT_PAGE_SIZE = 20

export function invalidQuery(meta: Record<string, unknown>): Refusal {
  return new Refusal('E_INVALID_QUERY', meta)
}

/** Checks the form of a query, as it comes in an address (JSON in texts) or in a body. */
export function parseQuery(input: unknown): Query {
  if (typeof input !== 'object' || input === null || Array.isArray(input))
    throw invalidQuery({ expected: 'object' })
  const given = (name: string): unknown =>
    Object.hasOwn(input, name) ? (input as Record<string, unknown>)[name] : undefined
  return {
    page: whole(given('page'), 'page', 1, QUERY_LIMITS.page),
    pageSize: whole(given('pageSize'), 'pageSize', DEFAULT_PAGE_SIZE, QUERY_LIMITS.pageSize),
    sorters: sortersOf(given('sorters')),
    fields: fieldsOf(given('fields')),
    filters: filtersOf(given('filters')),
    search: searchOf(given('search')),
    total: oneOf(given('total'), 'total', ['capped', 'exact', 'none'] as const),
    can: flag(given('can'), 'can'),
    deleted: oneOf(given('deleted'), 'deleted', ['no', 'only'] as const) === 'only',
  }
}

function whole(value: unknown, name: string, fallback: number, most: number): number {
  if (value === undefined) return fallback
  const number = typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value
  if (typeof number !== 'number' || !Number.isInteger(number) || number < 1 || number > most)
    throw invalidQuery({ parameter: name })
  return number
}

function oneOf<const T extends readonly [string, ...string[]]>(
  value: unknown,
  name: string,
  allowed: T
): T[number] {
  if (value === undefined) return allowed[0]
  if (typeof value !== 'string' || !allowed.includes(value)) throw invalidQuery({ parameter: name })
  return value
}

function flag(value: unknown, name: string): boolean {
  if (value === undefined || value === false || value === 'false') return false
  if (value === true || value === 'true') return true
  throw invalidQuery({ parameter: name })
}

function fromJson(value: unknown, name: string): unknown {
  if (typeof value !== 'string') return value
  try {
    return JSON.parse(value)
  } catch {
    throw invalidQuery({ parameter: name })
  }
}

export function isPath(value: unknown): value is string {
  return (
    typeof value === 'string' &&
    value.length <= QUERY_LIMITS.pathLength &&
    /^[A-Za-z][A-Za-z0-9]*(\.[A-Za-z][A-Za-z0-9]*)*$/.test(value)
  )
}

function sortersOf(value: unknown): Sorter[] {
  if (value === undefined) return []
  const list = fromJson(value, 'sorters')
  if (!Array.isArray(list) || list.length > QUERY_LIMITS.sorters)
    throw invalidQuery({ parameter: 'sorters' })
  return list.map((item) => {
    const { field, order } = (item ?? {}) as Sorter
    if (!isPath(field) || (order !== 'asc' && order !== 'desc'))
      throw invalidQuery({ parameter: 'sorters' })
    return { field, order }
  })
}

function fieldsOf(value: unknown): string[] | null {
  if (value === undefined) return null
  const list = typeof value === 'string' ? value.split(',') : value
  if (
    !Array.isArray(list) ||
    list.length === 0 ||
    list.length > QUERY_LIMITS.fields ||
    !list.every(isPath)
  ) {
    throw invalidQuery({ parameter: 'fields' })
  }
  return [...new Set(list)]
}

function searchOf(value: unknown): string | null {
  if (value === undefined) return null
  if (typeof value !== 'string' || value.length > QUERY_LIMITS.search)
    throw invalidQuery({ parameter: 'search' })
  return value.trim() || null
}

export function filtersOf(value: unknown): Filters {
  if (value === undefined) return []
  const list = fromJson(value, 'filters')
  const budget = { nodes: FILTER_LIMITS.nodes }
  if (!Array.isArray(list)) throw invalidQuery({ parameter: 'filters' })
  return list.map((item) => filterOf(item, budget, 1))
}

function filterOf(value: unknown, budget: { nodes: number }, depth: number): Filter {
  budget.nodes -= 1
  if (budget.nodes < 0 || depth > FILTER_LIMITS.depth)
    throw invalidQuery({ parameter: 'filters', limit: FILTER_LIMITS })
  if (typeof value !== 'object' || value === null) throw invalidQuery({ parameter: 'filters' })
  const filter = value as Filter
  if (isGroup(filter)) {
    if (!Array.isArray(filter.value)) throw invalidQuery({ parameter: 'filters' })
    return {
      operator: filter.operator,
      value: filter.value.map((item) => filterOf(item, budget, depth + 1)),
    }
  }
  if (!isPath(filter.field) || !(OPERATORS as readonly unknown[]).includes(filter.operator)) {
    throw invalidQuery({
      parameter: 'filters',
      field: isPath(filter.field) ? filter.field : undefined,
    })
  }
  return { field: filter.field, operator: filter.operator as Operator, value: filter.value }
}

/** A select box sees ids and titles of what may be picked, the code where it asks and the grant names it; nothing else. */
export function asOptions(query: Query, { resource, rules }: Grant): Query {
  const { title, code } = resource
  const fields = ['id', title.name]
  const asked = code && query.fields?.includes(code.name)
  if (asked && rulesReading(rules, code.name).length > 0) fields.push(code.name)
  return { ...query, fields, can: false, deleted: false }
}
