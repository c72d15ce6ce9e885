import { useCreate, useDelete, useList, useUpdate, type HttpError } from '@refinedev/core'
import type { Filters } from '@xinglin/contracts'
import { useMeta } from '../../providers/meta.tsx'
import type { Reference } from '../../fields/field_ui.ts'
import type { Density } from './list_layout.ts'
import type { Sorter } from './list_state.ts'

const VIEWS = 'core.savedViews'

/** What a saved view keeps of a list. */
export interface ViewState {
  search: string
  filters: Filters
  sorters: Sorter[]
  columns: string[] | null
  /** Missing in views that were saved before it was kept. */
  density?: Density
}

/** A row of `core.savedViews`. */
export interface SavedView {
  id: string
  version: number
  name: string
  resource: string
  shared: boolean
  state: ViewState
  createdBy: Reference | null
}

/** One's own views of a resource and those that others share. */
export function useViews(resource: string) {
  const granted = useMeta().resources[VIEWS]
  const { result } = useList<SavedView, HttpError>({
    resource: VIEWS,
    filters: [{ field: 'resource', operator: 'eq', value: resource }],
    sorters: [{ field: 'name', order: 'asc' }],
    pagination: { pageSize: 100 },
    liveMode: 'auto',
    queryOptions: { enabled: Boolean(granted) },
    errorNotification: false,
  })
  const silent = { resource: VIEWS, successNotification: false as const }
  const create = useCreate<SavedView, HttpError, Omit<SavedView, 'id' | 'version' | 'createdBy'>>(
    silent
  )
  const update = useUpdate<SavedView, HttpError, Partial<SavedView>>(silent)
  const remove = useDelete<SavedView, HttpError>()

  return {
    /** Undefined where views are not granted at all. */
    views: granted && result.data,
    saving: create.mutation.isPending || update.mutation.isPending,
    save: async (name: string, shared: boolean, state: ViewState) =>
      (await create.mutateAsync({ values: { name, shared, resource, state } })).data,
    change: (view: SavedView, change: Partial<SavedView>) =>
      update.mutateAsync({ id: view.id, values: { ...change, version: view.version } }),
    remove: (view: SavedView) =>
      remove.mutateAsync({ resource: VIEWS, id: view.id, successNotification: false }),
  }
}
