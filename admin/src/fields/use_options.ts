import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { Filters } from '@xinglin/contracts'
import { http, type ApiError } from '../providers/http.ts'
import type { RecordValues, Reference } from './field_ui.ts'

const PAGE_SIZE = 30
const TYPING_PAUSE = 250

/** The records a select box offers, found as one types; asked under the right to pick, so id and title only. */
export function useOptions(target: string, search: string, filters: Filters = [], enabled = true) {
  const text = usePaused(search.trim())
  const query = useQuery<Reference[], ApiError>({
    queryKey: ['options', target, filters, text],
    queryFn: ({ signal }) =>
      queryOptions(target, { search: text || undefined, filters, pageSize: PAGE_SIZE }, signal),
    enabled,
    placeholderData: keepPreviousData,
    staleTime: 30_000,
    retry: false,
  })
  return {
    options: query.data ?? [],
    loading: query.isFetching || text !== search.trim(),
    error: query.error,
  }
}

/** The value once it has not changed for a moment. */
function usePaused(value: string): string {
  const [paused, setPaused] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setPaused(value), TYPING_PAUSE)
    return () => clearTimeout(timer)
  }, [value])
  return paused
}

/** A query under the right to pick answers each record's id and its title, whatever that field is called. */
export async function queryOptions(
  target: string,
  query: object,
  signal?: AbortSignal
): Promise<Reference[]> {
  const body = { ...query, as: 'options', total: 'none' }
  const { data } = await http.post<{ data: RecordValues[] }>(
    `/api/resources/${target}/query`,
    body,
    { signal }
  )
  return data.map(({ id, ...record }) => {
    const [, label] = Object.entries(record).find(([name]) => name !== 'version') ?? []
    return { id: String(id), label: label === null || label === undefined ? null : String(label) }
  })
}
