/** What a log is narrowed to: kept in the address, so that it can be sent to somebody. */
import dayjs from 'dayjs'
import { useSearchParams } from 'react-router'
import type { Filters } from '@xinglin/contracts'

export const FILTERS = ['person', 'resource', 'action', 'from', 'to'] as const
/** Days are `2026-11-23`. */
export type LogFilter = Partial<Record<(typeof FILTERS)[number], string>>

export interface LogState {
  filter: LogFilter
  page: number
  narrow: (change: LogFilter) => void
  clear: () => void
  turnTo: (page: number) => void
}

export function useLogState(): LogState {
  const [address, setAddress] = useSearchParams()
  const filter: LogFilter = Object.fromEntries(
    FILTERS.flatMap((name) => {
      const value = address.get(name)
      return value ? [[name, value]] : []
    })
  )
  const change = (changes: Record<string, string | undefined>) =>
    setAddress(
      (now) => {
        for (const [name, value] of Object.entries(changes))
          if (value) now.set(name, value)
          else now.delete(name)
        return now
      },
      { replace: true }
    )
  return {
    filter,
    page: Math.max(1, Number.parseInt(address.get('page') ?? '', 10) || 1),
    narrow: (changes) => change({ ...changes, page: undefined }),
    clear: () =>
      change({ ...Object.fromEntries(FILTERS.map((name) => [name, undefined])), page: undefined }),
    turnTo: (page) => change({ page: page > 1 ? String(page) : undefined }),
  }
}

/** As the API asks; `person` is the log's own field for a name. Days are those of the reader's clock. */
export function filtersOf(filter: LogFilter, person: 'actorName' | 'byName'): Filters {
  const { from, to } = filter
  return [
    ...(filter.person
      ? [{ field: person, operator: 'contains' as const, value: filter.person }]
      : []),
    ...(['resource', 'action'] as const).flatMap((field) =>
      filter[field] ? [{ field, operator: 'eq' as const, value: filter[field] }] : []
    ),
    ...(from && dayjs(from).isValid()
      ? [{ field: 'createdAt', operator: 'gte' as const, value: dayjs(from).toISOString() }]
      : []),
    ...(to && dayjs(to).isValid()
      ? [
          {
            field: 'createdAt',
            operator: 'lt' as const,
            value: dayjs(to).add(1, 'day').toISOString(),
          },
        ]
      : []),
  ]
}
