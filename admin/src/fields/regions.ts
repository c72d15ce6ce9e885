import { useQuery } from '@tanstack/react-query'
import { http } from '../providers/http.ts'

export interface Region {
  code: string
  name: string
  children?: Region[]
}

const DEPTH = { province: 1, city: 2, district: 3 } as const
export type RegionLevel = keyof typeof DEPTH

/** Provinces with their cities and districts; they do not change while a page is open. */
export function useRegions(): Region[] {
  const query = useQuery({
    queryKey: ['regions'],
    queryFn: async () => (await http.get<{ data: Region[] }>('/api/regions')).data,
    staleTime: Infinity,
    gcTime: Infinity,
  })
  return query.data ?? []
}

/** The way from a province down to a code; empty when the code is unknown. */
export function regionPath(regions: Region[], code: string): Region[] {
  for (const region of regions) {
    if (region.code === code) return [region]
    const below = regionPath(region.children ?? [], code)
    if (below.length) return [region, ...below]
  }
  return []
}

/** The regions down to a level. */
export function regionsDownTo(regions: Region[], level: RegionLevel = 'district'): Region[] {
  return cut(regions, DEPTH[level])
}

function cut(regions: Region[], depth: number): Region[] {
  return regions.map(({ code, name, children }) =>
    depth > 1 && children?.length
      ? { code, name, children: cut(children, depth - 1) }
      : { code, name }
  )
}
