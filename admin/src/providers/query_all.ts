import { http } from './http.ts'

const LARGEST_PAGE = 500

/** Every record a query finds, page after page; for what is shown whole, such as a role's grants. */
export async function queryAll<T>(
  resource: string,
  query: Record<string, unknown>,
  signal?: AbortSignal
): Promise<T[]> {
  const found: T[] = []
  for (let page = 1; ; page++) {
    const { data } = await http.post<{ data: T[] }>(
      `/api/resources/${resource}/query`,
      // By id, so that pages neither overlap nor leave a gap.
      {
        sorters: [{ field: 'id', order: 'asc' }],
        ...query,
        page,
        pageSize: LARGEST_PAGE,
        total: 'none',
      },
      { signal }
    )
    found.push(...data)
    if (data.length < LARGEST_PAGE) return found
  }
}
