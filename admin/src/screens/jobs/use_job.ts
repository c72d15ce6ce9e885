import { useSubscription } from '@refinedev/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { Job } from '@xinglin/contracts'
import { http, type ApiError } from '../../providers/http.ts'
import { useMeta } from '../../providers/meta.tsx'

const POLL_MS = 800
const JOBS = 'core.jobs'

/** Work that goes on on the server, until it ends: told by the socket, and asked for where the socket is silent. */
export function useJob(id: string | null) {
  const client = useQueryClient()
  const queryKey = ['job', id]
  const query = useQuery<Job, ApiError>({
    queryKey,
    queryFn: async () => (await http.get<{ data: Job }>(`/api/jobs/${id}`)).data,
    enabled: id !== null,
    refetchInterval: ({ state }) => (isOver(state.data) ? false : POLL_MS),
    retry: 3,
  })
  const listed = Boolean(useMeta().resources[JOBS])
  useSubscription({
    channel: `resources/${JOBS}`,
    types: ['*'],
    enabled: id !== null && listed,
    onLiveEvent: ({ payload }) => {
      if (id !== null && payload.ids?.includes(id)) void client.invalidateQueries({ queryKey })
    },
  })
  return query
}

export function isOver(job: Job | undefined): boolean {
  return job !== undefined && job.state !== 'queued' && job.state !== 'running'
}

/** How much is done, in percent; undefined while nobody knows how much there is. */
export function percentOf({ done, total }: Pick<Job, 'done' | 'total'>): number | undefined {
  return total > 0 ? Math.min(100, Math.floor((done / total) * 100)) : undefined
}
