import { useMemo } from 'react'
import type { MetaResource, Screen } from '@xinglin/contracts'
import { columnFields, firstColumns, type NamedField } from '../shared/resource_fields.ts'

/** A list's columns: one's own arrangement, else the saved view's, else the screen's, else the first few fields. */
export function useColumns(
  resource: MetaResource,
  screen: Screen | undefined,
  arranged: string[] | null,
  ofView: string[] | null
) {
  const fields = useMemo(() => columnFields(resource), [resource])
  const wanted =
    arranged ??
    ofView ??
    screen?.columns?.map(({ field }) => field) ??
    firstColumns(resource, fields)
  const key = wanted.join()
  return useMemo(() => {
    // A field may have gone, or its grant, since the arrangement was remembered.
    const columns = key
      .split(',')
      .flatMap((name) => fields.find((field) => field.name === name) ?? [])
    return { fields, columns: columns.length > 0 ? columns : fields.slice(0, 1) }
  }, [fields, key])
}

/** The widths a screen gives its columns. */
export function firstWidths(screen: Screen | undefined): Record<string, number> {
  return Object.fromEntries(
    screen?.columns?.flatMap(({ field, width }) => (width ? [[field, width]] : [])) ?? []
  )
}

/** What the rows need besides their columns: the name of the record, and its place in a tree. */
export function askedFields(resource: MetaResource, columns: NamedField[]): string[] {
  const extra = [resource.title, ...(resource.tree ? [resource.tree] : [])]
  return [...new Set([...columns.map(({ name }) => name), ...extra])].filter(
    (name) => resource.fields[name]?.readable ?? true
  )
}
