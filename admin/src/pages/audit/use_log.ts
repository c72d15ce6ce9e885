import { useQuery } from '@tanstack/react-query'
import type { AuditSubjects, Filters } from '@xinglin/contracts'
import { http, type ApiError } from '../../providers/http.ts'

export const PAGE_SIZE = 30

interface LogPage<T> {
  data: T[]
  meta: { total: number; more?: true }
}

/** A page of a log, newest first. */
export function useLog<T>(
  path: '/api/audit' | '/api/audit/commands',
  filters: Filters,
  page: number
) {
  return useQuery<LogPage<T>, ApiError>({
    queryKey: ['log', path, filters, page],
    queryFn: ({ signal }) => {
      const query = new URLSearchParams({
        filters: JSON.stringify(filters),
        page: String(page),
        pageSize: String(PAGE_SIZE),
      })
      return http.get<LogPage<T>>(`${path}?${query}`, { signal })
    },
    placeholderData: (previous) => previous,
    retry: false,
  })
}

/** The words the log can be filtered by. */
export function useSubjects(): AuditSubjects | undefined {
  return useQuery<AuditSubjects, ApiError>({
    queryKey: ['log', 'subjects'],
    queryFn: async () => (await http.get<{ data: AuditSubjects }>('/api/audit/subjects')).data,
  }).data
}
