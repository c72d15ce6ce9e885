/** An aggregate request after its form is checked; fields are checked against the grant when it is compiled. */
import type { Filters } from '@xinglin/contracts'
import { invalidQuery, isPath, parseQuery } from '../query/query.ts'
import { PERIODS, type Period } from './period.ts'

export const FUNCTIONS = ['count', 'sum', 'avg', 'min', 'max'] as const

export interface Metric {
  fn: (typeof FUNCTIONS)[number]
  /** Only a count may do without. */
  field: string | null
}
export interface Grouping {
  field: string
  by: Period | null
}
export interface AggregateRequest {
  metrics: readonly Metric[]
  groupBy: readonly Grouping[]
  filters: Filters
  search: string | null
}

export const MOST = { metrics: 10, groupBy: 3 } as const

export function parseAggregate(input: Record<string, unknown>): AggregateRequest {
  const { filters, search } = parseQuery({ filters: input.filters, search: input.search })
  const metrics = listOf(input.metrics, 'metrics').map(metricOf)
  const groupBy = listOf(input.groupBy, 'groupBy').map(groupingOf)
  if (metrics.length === 0) throw invalidQuery({ parameter: 'metrics' })
  if (new Set(groupBy.map(({ field }) => field)).size < groupBy.length)
    throw invalidQuery({ parameter: 'groupBy' })
  return { metrics, groupBy, filters, search }
}

function listOf(given: unknown, parameter: keyof typeof MOST): unknown[] {
  if (given === undefined) return []
  let list = given
  try {
    if (typeof given === 'string') list = JSON.parse(given)
  } catch {
    throw invalidQuery({ parameter })
  }
  if (!Array.isArray(list) || list.length > MOST[parameter]) throw invalidQuery({ parameter })
  return list
}

function metricOf(item: unknown): Metric {
  const { fn, field = null } = (item ?? {}) as { fn?: Metric['fn']; field?: unknown }
  if (!fn || !FUNCTIONS.includes(fn)) throw invalidQuery({ parameter: 'metrics' })
  if (field !== null && !isPath(field)) throw invalidQuery({ parameter: 'metrics' })
  if (field === null && fn !== 'count') throw invalidQuery({ parameter: 'metrics' })
  return { fn, field }
}

function groupingOf(item: unknown): Grouping {
  const { field, by = null } = (item ?? {}) as { field?: unknown; by?: Period | null }
  if (!isPath(field)) throw invalidQuery({ parameter: 'groupBy' })
  if (by !== null && !PERIODS.includes(by)) throw invalidQuery({ parameter: 'groupBy' })
  return { field, by }
}
