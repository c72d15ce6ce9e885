import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { Filters } from '@xinglin/contracts'
import { http, type ApiError } from '../providers/http.ts'
import { useMeta } from '../providers/meta.tsx'
import type { RecordValues, Reference } from './field_ui.ts'

const PAGE_SIZE = 30
const TYPING_PAUSE = 250

/** A record that may be picked; the code where it has one that the person may see. */
export interface Option extends Reference {
  id: string
  code: string | null
}

/** The records a select box offers, found as one types; asked under the right to pick. */
export function useOptions(target: string, search: string, filters: Filters = [], enabled = true) {
  const text = usePaused(search.trim())
  const code = useMeta().resources[target]?.code
  const query = useQuery<Option[], ApiError>({
    queryKey: ['options', target, filters, text],
    queryFn: ({ signal }) => {
      const asked = { search: text || undefined, filters, pageSize: PAGE_SIZE }
      return queryOptions(target, { ...asked, ...(code && { fields: [code] }) }, signal)
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

/** A query under the right to pick answers id, title and, if asked for it, the code, whatever they are called. */
export async function queryOptions(
  target: string,
  query: object,
  signal?: AbortSignal
): Promise<Option[]> {
  const body = { ...query, as: 'options', total: 'none' }
  const { data } = await http.post<{ data: RecordValues[] }>(
    `/api/resources/${target}/query`,
    body,
    { signal }
  )
  return data.map(({ id, version: _version, ...record }) => {
    const [label, code] = Object.values(record).map(textOf)
    return { id: String(id), label: label ?? null, code: code ?? null }
  })
}

function textOf(value: unknown): string | null {
  return value === null || value === undefined ? null : String(value)
}
