import { useQuery } from '@tanstack/react-query'
import type { AuditLine, MetaResource, TimelineEntry } from '@xinglin/contracts'
import { http, type ApiError } from '../../providers/http.ts'
import type { AnyRecord, Revision } from '../shared/answers.ts'

/** How a record came to be what it is. */
export function useRevisions(resource: string, id: string, version: number | undefined) {
  return useLines<Revision>('revisions', resource, id, version)
}

/** Who did what with a record; undefined for who may not know. */
export function useAudit(resource: string, id: string, version: number | undefined) {
  return useLines<AuditLine>('audit', resource, id, version)
}

/** How it came to its state; undefined until it is known, and for resources without states. */
export function useTimeline({ name, lifecycle }: MetaResource, record?: AnyRecord) {
  const version = lifecycle ? record?.version : undefined
  return useLines<TimelineEntry>('timeline', name, record?.id ?? '', version)
}

/** Read again at each version of the record; a refusal is an answer and not asked again. */
function useLines<T>(what: string, resource: string, id: string, version: number | undefined) {
  const query = useQuery<T[], ApiError>({
    queryKey: [what, resource, id, version],
    queryFn: async () =>
      (await http.get<{ data: T[] }>(`/api/resources/${resource}/${id}/${what}`)).data,
    enabled: version !== undefined,
    placeholderData: (previous) => previous,
    retry: false,
  })
  return query.data
}
