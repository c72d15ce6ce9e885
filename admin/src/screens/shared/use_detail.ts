import { useOne, type HttpError } from '@refinedev/core'
import type { AnyRecord, RecordMeta } from './answers.ts'

/** One record with what the caller may do to it, renewed when somebody changes it. */
export function useDetail(resource: string, id: string) {
  const { query } = useOne<AnyRecord, HttpError>({
    resource,
    id,
    liveMode: 'auto',
    errorNotification: false,
    queryOptions: { retry: false },
  })
  const meta = (query.data as { meta?: Partial<RecordMeta> } | undefined)?.meta
  return {
    record: query.data?.data,
    can: meta?.can ?? {},
    transitions: meta?.transitions ?? [],
    error: query.error,
    retry: () => query.refetch(),
  }
}
