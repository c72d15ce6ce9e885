/**
 * Refine's data provider on the API of docs/api.md. Lists are asked by `POST …/query`, whose body has no length limit;
 * whatever concerns several records is one call.
 */
import type { BaseKey, CrudFilter, DataProvider, MetaQuery } from '@refinedev/core'
import { ApiError, http } from './http.ts'

const API = '/api'
/** The most a query may answer at once. */
const LARGEST_PAGE = 500

/** Query parameters that hooks pass on through `meta`; anything else in there is Refine's own or the address's. */
const PASSED_ON = ['fields', 'search', 'total', 'can', 'as', 'deleted'] as const

interface ListAnswer<T> {
  data: T[]
  meta: {
    total: number
    page: number
    pageSize: number
    more?: boolean
    can?: Record<string, unknown>
  }
}

export const dataProvider: DataProvider = {
  getApiUrl: () => API,

  async getList({ resource, pagination, filters, sorters, meta }) {
    const { mode = 'server', currentPage = 1, pageSize = 25 } = pagination ?? {}
    const whole = mode !== 'server'
    const answer = await query<never>(
      resource,
      {
        page: whole ? 1 : currentPage,
        pageSize: whole ? LARGEST_PAGE : pageSize,
        filters: filters?.length ? filters.map(plainFilter) : undefined,
        sorters: sorters
          ?.filter(({ order }) => order)
          ?.map(({ field, order }) => ({ field, order })),
      },
      meta
    )
    const { total, more, can } = answer.meta
    return { data: answer.data, total, more, can }
  },

  getOne: ({ resource, id, meta }) =>
    http.get(recordAddress(resource, id), { signal: signalOf(meta) }),

  async getMany({ resource, ids, meta }) {
    if (ids.length === 0) return { data: [] }
    const pages = chunks(ids, LARGEST_PAGE).map((some) =>
      query<never>(
        resource,
        {
          pageSize: some.length,
          filters: [{ field: 'id', operator: 'in', value: some }],
          total: 'none',
        },
        meta
      )
    )
    return { data: (await Promise.all(pages)).flatMap(({ data }) => data) }
  },

  create: ({ resource, variables }) => http.post(address(resource), variables),

  async createMany({ resource, variables }) {
    return http.post(bulk(resource), { action: 'create', items: variables })
  },

  update: ({ resource, id, variables }) => http.patch(recordAddress(resource, id), variables),

  /** Refine gives ids alone, so each record's version is read first: what changes meanwhile refuses the whole. */
  async updateMany({ resource, ids, variables }) {
    if (ids.length === 0) return { data: [] }
    const { data: records } = await dataProvider.getMany!<{ id: string; version: number }>({
      resource,
      ids,
      meta: { fields: ['id', 'version'] },
    })
    const items = records.map(({ id, version }) => ({ id, version, data: variables }))
    return http.post(bulk(resource), { action: 'update', items })
  },

  async deleteOne({ resource, id }) {
    await http.delete(recordAddress(resource, id))
    return { data: { id } as never }
  },

  async deleteMany({ resource, ids }) {
    if (ids.length > 0) await http.post(bulk(resource), { action: 'delete', ids })
    return { data: ids.map((id) => ({ id })) as never[] }
  },

  async custom({ url, method, payload, query: parameters, headers, meta }) {
    const search = parameters ? `?${new URLSearchParams(parameters as Record<string, string>)}` : ''
    const options = { headers: headers as Record<string, string>, signal: signalOf(meta) }
    switch (method) {
      case 'get':
        return http.get(url + search, options)
      case 'post':
      case 'put':
      case 'patch':
      case 'delete':
        return http[method](url + search, payload, options)
      default:
        throw new ApiError(0, [])
    }
  },
}

function query<T>(resource: string, body: Record<string, unknown>, meta: MetaQuery | undefined) {
  const passed = Object.fromEntries(PASSED_ON.map((name) => [name, meta?.[name]]))
  return http.post<ListAnswer<T>>(
    `${address(resource)}/query`,
    { ...passed, ...body },
    { signal: signalOf(meta) }
  )
}

/** Refine marks groups with keys to tell them apart; the API knows none. */
function plainFilter(filter: CrudFilter): unknown {
  if (filter.operator === 'or' || filter.operator === 'and') {
    return { operator: filter.operator, value: filter.value.map(plainFilter) }
  }
  const { field, operator, value } = filter as { field: string; operator: string; value: unknown }
  return { field, operator, value }
}

function address(resource: string): string {
  return `${API}/resources/${resource}`
}

function recordAddress(resource: string, id: BaseKey): string {
  return `${address(resource)}/${encodeURIComponent(id)}`
}

function bulk(resource: string): string {
  return `${address(resource)}/bulk`
}

/** Refine puts react-query's signal into meta, so that what nobody waits for any more is given up. */
function signalOf(meta: MetaQuery | undefined): AbortSignal | undefined {
  return meta?.signal as AbortSignal | undefined
}

function chunks<T>(items: T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) =>
    items.slice(i * size, (i + 1) * size)
  )
}
