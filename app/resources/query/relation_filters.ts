/** Filters that relations are defined with, as a select box sends them back. */
import type { Filter, Filters } from '@xinglin/contracts'
import { allResources } from '../registry.ts'

/**
 * Sets apart the filters that some relation to this resource is defined with: they say which records may be chosen
 * there, and hold whatever fields the person who chooses may see.
 */
export function relationFilters(
  target: string,
  filters: Filters
): { declared: Filter[]; others: Filter[] } {
  const known = new Set(
    allResources()
      .flatMap(({ storedFields }) => storedFields)
      .flatMap(({ definition }) =>
        definition.type === 'belongsTo' && definition.target === target
          ? (definition.filters ?? [])
          : []
      )
      .map((filter) => JSON.stringify(filter))
  )
  const isDeclared = (filter: Filter) => known.has(JSON.stringify(filter))
  return {
    declared: filters.filter(isDeclared),
    others: filters.filter((filter) => !isDeclared(filter)),
  }
}
