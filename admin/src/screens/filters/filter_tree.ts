/** Editing the tree of conditions by path: `[1, 0]` is the first child of the second child. */
import {
  FILTER_LIMITS,
  isGroup,
  type Filter,
  type Filters,
  type GroupFilter,
} from '@xinglin/contracts'

export type TreePath = readonly number[]

/** A list of filters means all of them, unless it is one "or". */
export function toRoot(filters: Filters): GroupFilter {
  const [only] = filters
  return filters.length === 1 && only && isGroup(only) ? only : { operator: 'and', value: filters }
}

export function fromRoot(root: GroupFilter): Filters {
  const pruned = prune(root)
  if (!pruned) return []
  return isGroup(pruned) && pruned.operator === 'and' ? pruned.value : [pruned]
}

export function replaceAt(group: GroupFilter, path: TreePath, next: Filter | null): GroupFilter {
  const [index = 0, ...rest] = path
  if (path.length === 0) return next && isGroup(next) ? next : group
  const child = group.value[index]
  if (rest.length > 0 && child && isGroup(child)) {
    return { ...group, value: group.value.with(index, replaceAt(child, rest, next)) }
  }
  return { ...group, value: next ? group.value.with(index, next) : group.value.toSpliced(index, 1) }
}

export function countFilters(filters: Filters): number {
  return filters.reduce(
    (sum, filter) => sum + (isGroup(filter) ? countFilters(filter.value) : 1),
    0
  )
}

export function mayNest(path: TreePath): boolean {
  return path.length + 2 < FILTER_LIMITS.depth
}

/** Groups that were left empty ask nothing. */
function prune(filter: Filter): Filter | null {
  if (!isGroup(filter)) return filter
  const value = filter.value.flatMap((child) => prune(child) ?? [])
  return value.length > 0 ? { ...filter, value } : null
}
