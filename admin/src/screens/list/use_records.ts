import { keepPreviousData } from '@tanstack/react-query'
import { useList, type CrudFilter, type HttpError } from '@refinedev/core'
import type { AnyRecord, Can } from '../shared/answers.ts'
import type { ListState } from './list_state.ts'

/** The largest tree that is shown whole; beyond it a tree is a list like any other. */
export const LARGEST_TREE = 500

/** One page of records, renewed when somebody changes one; the page before stays until the next is there. */
export function useRecords(resource: string, state: ListState, fields: string[], whole: boolean) {
  const { query, result } = useList<AnyRecord, HttpError>({
    resource,
    filters: state.filters as CrudFilter[],
    sorters: state.sorters,
    pagination: {
      currentPage: whole ? 1 : state.page,
      pageSize: whole ? LARGEST_TREE : state.pageSize,
    },
    meta: { search: state.search || undefined, fields, can: true },
    liveMode: 'auto',
    queryOptions: { placeholderData: keepPreviousData },
    errorNotification: false,
  })
  return {
    records: result.data,
    total: result.total ?? 0,
    more: Boolean(result.more),
    can: (result.can ?? {}) as Record<string, Can>,
    /** Nothing to show yet. */
    loading: query.isLoading,
    /** Another page or filter is on its way. */
    renewing: query.isPlaceholderData,
    error: query.error,
    retry: () => query.refetch(),
  }
}
