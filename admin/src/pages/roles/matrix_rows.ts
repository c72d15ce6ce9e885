/** The matrix by plugin: what it shows, and what a tick in it means. */
import { ACTIONS, type Action, type Catalogue, type CatalogueResource } from '@xinglin/contracts'
import {
  cellKey,
  grantAt,
  likeOthers,
  type CellKey,
  type Draft,
  type GrantValue,
  type Stored,
} from './grants.ts'

export interface MatrixGroup {
  id: string
  label: string
  resources: CatalogueResource[]
}

/** Resources by what brought them, as far as they or their group are called so. */
export function groupsOf({ origins, resources }: Catalogue, search: string): MatrixGroup[] {
  const text = search.trim().toLowerCase()
  const called = (label: string) => label.toLowerCase().includes(text)
  return origins
    .map(({ id, label }) => ({
      id,
      label,
      resources: resources.filter(
        ({ origin, label: own }) => origin === id && (called(own) || called(label))
      ),
    }))
    .filter((group) => group.resources.length > 0)
}

/** The columns: actions that exist for at least one resource, in their usual order. */
export function columnsOf({ resources }: Catalogue): Action[] {
  return ACTIONS.filter((action) => resources.some(({ actions }) => actions.includes(action)))
}

export function grantedOf(
  stored: Stored,
  draft: Draft,
  { name, actions }: CatalogueResource
): Map<Action, GrantValue> {
  const granted = new Map<Action, GrantValue>()
  for (const action of actions) {
    const grant = grantAt(stored, draft, cellKey(name, action))
    if (grant) granted.set(action, grant)
  }
  return granted
}

/** Ticks or clears actions of a resource. What is granted already stays as narrow as it is. */
export function ticked(
  { name, actions }: CatalogueResource,
  granted: ReadonlyMap<Action, GrantValue>,
  wanted: readonly Action[],
  on: boolean
): (readonly [CellKey, GrantValue | null])[] {
  return wanted
    .filter((action) => actions.includes(action) && granted.has(action) !== on)
    .map(
      (action) => [cellKey(name, action), on ? likeOthers([...granted.values()]) : null] as const
    )
}

/** All, some or none, for a checkbox over several. */
export function tickState(count: number, of: number) {
  return { checked: of > 0 && count === of, indeterminate: count > 0 && count < of }
}
