import { useMemo } from 'react'
import { useSearchParams } from 'react-router'
import type { Filters } from '@xinglin/contracts'

export interface Sorter {
  field: string
  order: 'asc' | 'desc'
}

/** What a list shows. */
export interface ListState {
  search: string
  filters: Filters
  sorters: Sorter[]
  page: number
  pageSize: number
  /** The saved view it started from. */
  view: string | null
}

export const PAGE_SIZES = [25, 50, 100]
const NOTHING: ListState = {
  search: '',
  filters: [],
  sorters: [],
  page: 1,
  pageSize: 25,
  view: null,
}

/**
 * The list's state lives in the address, so that it can be shared and the back button works. Filters and sorters
 * are the JSON of the API's own query: Refine's synced address would turn a number or `true` into text.
 * An address that says nothing of filters means those the list opens with.
 */
export function useListState(first: Filters = NOTHING.filters): [ListState, ChangeList] {
  const [params, setParams] = useSearchParams()
  const state = useMemo(() => read(params, first), [params, first])
  return [
    state,
    (change, replace = false) => {
      // The address itself, not what was last rendered: two quick clicks must both count.
      const now = read(new URLSearchParams(window.location.search), first)
      const changed = typeof change === 'function' ? change(now) : change
      setParams(write({ ...now, ...changed, page: changed.page ?? 1 }, first), { replace })
    },
  ]
}

type Change = Partial<ListState>
export type ChangeList = (change: Change | ((now: ListState) => Change), replace?: boolean) => void

function read(params: URLSearchParams, first: Filters): ListState {
  return {
    search: params.get('q') ?? '',
    filters: params.has('filters') ? readJson<Filters>(params.get('filters')) : first,
    sorters: readJson<Sorter[]>(params.get('sorters')),
    page: readCount(params.get('page'), NOTHING.page),
    pageSize: readCount(params.get('pageSize'), NOTHING.pageSize),
    view: params.get('view'),
  }
}

function write(state: ListState, first: Filters): URLSearchParams {
  const params = new URLSearchParams()
  // Not `search`: Refine hands the address's other parameters to every hook on the page as query options.
  if (state.view) params.set('view', state.view)
  if (state.search) params.set('q', state.search)
  const filters = JSON.stringify(state.filters)
  if (filters !== JSON.stringify(first)) params.set('filters', filters)
  if (state.sorters.length) params.set('sorters', JSON.stringify(state.sorters))
  if (state.pageSize !== NOTHING.pageSize) params.set('pageSize', String(state.pageSize))
  if (state.page !== 1) params.set('page', String(state.page))
  return params
}

/** An address that was cut off in a chat shows the whole list rather than an error. */
function readJson<T extends unknown[]>(text: string | null): T {
  try {
    const value: unknown = JSON.parse(text ?? '[]')
    return (Array.isArray(value) ? value : []) as T
  } catch {
    return [] as unknown as T
  }
}

function readCount(text: string | null, otherwise: number): number {
  const count = Number(text)
  return Number.isInteger(count) && count >= 1 && count <= 1_000_000 ? count : otherwise
}

/** A header that is clicked sorts up, then down, then not at all; with shift it joins the other sorters. */
export function nextSorters(sorters: Sorter[], field: string, join: boolean): Sorter[] {
  const present = sorters.find((sorter) => sorter.field === field)
  const next: Sorter[] = !present
    ? [{ field, order: 'asc' }]
    : present.order === 'asc'
      ? [{ field, order: 'desc' }]
      : []
  if (!join) return next
  if (!present) return [...sorters, ...next]
  return sorters.flatMap((sorter) => (sorter.field === field ? next : [sorter]))
}
