import { useQuery } from '@tanstack/react-query'
import { http, type ApiError } from '../../providers/http.ts'
import type { AnyRecord } from '../shared/answers.ts'

/** The record a form is opened on: read afresh each time, and not renewed under the hands of who is typing. */
export function useRecord(resource: string, id: string | undefined) {
  return useQuery<AnyRecord, ApiError>({
    queryKey: ['form', resource, id],
    queryFn: async () =>
      (await http.get<{ data: AnyRecord }>(`/api/resources/${resource}/${id}`)).data,
    enabled: id !== undefined,
    staleTime: Infinity,
    gcTime: 0,
    refetchOnReconnect: false,
    retry: false,
  })
}
