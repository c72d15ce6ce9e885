import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { Filters } from '@xinglin/contracts'
import { http, type ApiError } from '../providers/http.ts'
import type { Reference } from './field_ui.ts'

const PAGE_SIZE = 30
const TYPING_PAUSE = 250

interface Answer {
  data: Reference[]
}

/** The records a select box offers, found as one types; asked under the right to pick, so id and title only. */
export function useOptions(target: string, search: string, filters: Filters = [], enabled = true) {
  const text = usePaused(search.trim())
  const query = useQuery<Reference[], ApiError>({
    queryKey: ['options', target, filters, text],
    queryFn: async ({ signal }) => {
      const body = {
        as: 'options',
        search: text || undefined,
        filters,
        pageSize: PAGE_SIZE,
        total: 'none',
      }
      return (await http.post<Answer>(`/api/resources/${target}/query`, body, { signal })).data
    },
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
