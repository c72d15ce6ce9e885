import { useState } from 'react'
import { useIdentity } from '../../providers/meta.tsx'

export type Density = 'comfortable' | 'compact'

/** How one person likes one list: remembered in their browser. */
export interface ListLayout {
  /** Shown columns in order; null for those the screen starts with. */
  columns: string[] | null
  widths: Record<string, number>
  /** null for that of the saved view. */
  density: Density | null
}

const PLAIN: ListLayout = { columns: null, widths: {}, density: null }

export function useListLayout(
  resource: string,
  view: string | null
): [ListLayout, (change: Partial<ListLayout>) => void] {
  const key = `xinglin.list:${useIdentity().id}:${resource}:${view ?? 'all'}`
  const [stored, setStored] = useState({ key, layout: load(key) })
  if (stored.key !== key) setStored({ key, layout: load(key) })
  return [
    stored.layout,
    (change) => {
      const layout = { ...stored.layout, ...change }
      setStored({ key, layout })
      save(key, layout)
    },
  ]
}

function load(key: string): ListLayout {
  try {
    return { ...PLAIN, ...(JSON.parse(localStorage.getItem(key) ?? '{}') as Partial<ListLayout>) }
  } catch {
    return PLAIN
  }
}

/** A full or forbidden storage only means that nothing is remembered. */
function save(key: string, layout: ListLayout): void {
  try {
    localStorage.setItem(key, JSON.stringify(layout))
  } catch {
    return
  }
}
