import { useQuery } from '@tanstack/react-query'
import type { Catalogue } from '@xinglin/contracts'
import { http, type ApiError } from '../../providers/http.ts'

/** What there is to grant, in the reader's language. */
export function useCatalogue() {
  return useQuery<Catalogue, ApiError>({
    queryKey: ['access', 'catalogue'],
    queryFn: async () => (await http.get<{ data: Catalogue }>('/api/access/catalogue')).data,
    staleTime: 300_000,
    retry: false,
  })
}
