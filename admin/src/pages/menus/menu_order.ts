/** Where menus stand, and the writes that put one elsewhere. */
import type { Reference } from '../../fields/field_ui.ts'

export interface Menu {
  id: string
  version: number
  name: string
  nameEn: string | null
  parent: Reference | null
  kind: 'group' | 'screen' | 'link'
  target: string | null
  open: 'here' | 'tab' | 'embedded' | null
  icon: string | null
  order: number | null
  roles: Reference[]
}

/** The nth place under a group, or at the top. */
export interface Place {
  parent: string | null
  index: number
}

export interface MenuUpdate {
  id: string
  version: number
  data: Record<string, unknown>
}

export function parentOf(menu: Menu): string | null {
  return menu.parent?.id ?? null
}

/** In their order, as the menus were read. */
export function childrenOf(menus: readonly Menu[], parent: string | null): Menu[] {
  return menus.filter((menu) => parentOf(menu) === parent)
}

/** The number of the last in a group; 0 where there is none. */
export function lastOrder(menus: readonly Menu[], parent: string | null): number {
  return Math.max(0, ...childrenOf(menus, parent).map(({ order }) => order ?? 0))
}

/** A menu and all that is below it, whatever hangs deepest first. */
export function branchOf(menus: readonly Menu[], id: string): string[] {
  return [...childrenOf(menus, id).flatMap((child) => branchOf(menus, child.id)), id]
}

/** The writes that bring a menu to a place: only of those whose group or number changes. */
export function updatesFor(menus: readonly Menu[], id: string, to: Place): MenuUpdate[] {
  const moved = menus.find((menu) => menu.id === id)
  if (!moved || (to.parent !== null && branchOf(menus, id).includes(to.parent))) return []
  const siblings = childrenOf(menus, to.parent).filter((menu) => menu.id !== id)
  siblings.splice(to.index, 0, moved)
  return siblings.flatMap((menu, i) => {
    const data = {
      ...(menu.order !== i + 1 && { order: i + 1 }),
      ...(parentOf(menu) !== to.parent && { parent: to.parent }),
    }
    return Object.keys(data).length > 0 ? [{ id: menu.id, version: menu.version, data }] : []
  })
}

/** Where one step leads from here; undefined where there is none to take. */
export function stepsFrom(
  menus: readonly Menu[],
  menu: Menu
): Record<'up' | 'down' | 'in' | 'out', Place | undefined> {
  const parent = parentOf(menu)
  const siblings = childrenOf(menus, parent)
  const at = siblings.findIndex(({ id }) => id === menu.id)
  const before = siblings[at - 1]
  const group = parent === null ? undefined : menus.find(({ id }) => id === parent)
  const above = group && parentOf(group)
  return {
    up: at > 0 ? { parent, index: at - 1 } : undefined,
    down: at < siblings.length - 1 ? { parent, index: at + 1 } : undefined,
    in:
      before?.kind === 'group'
        ? { parent: before.id, index: childrenOf(menus, before.id).length }
        : undefined,
    out:
      group && above !== undefined
        ? {
            parent: above,
            index: childrenOf(menus, above).findIndex(({ id }) => id === group.id) + 1,
          }
        : undefined,
  }
}

/** Roles that see a menu but not a group it stands in, and so do not see it after all. */
export function hiddenFrom(menus: readonly Menu[], menu: Menu): string[] {
  const hidden = new Set<string>()
  for (let at = parentOf(menu), left = menus.length; at !== null && left > 0; left--) {
    const group = menus.find(({ id }) => id === at)
    if (!group) break
    for (const role of menu.roles)
      if (!group.roles.some(({ id }) => id === role.id)) hidden.add(role.label ?? '')
    at = parentOf(group)
  }
  return [...hidden]
}
