/** Which menus a role shows, as one ticks them in the tree. */
import type { Reference } from '../../fields/field_ui.ts'

export interface MenuRoles {
  id: string
  version: number
  parent: Reference | null
  roles: Reference[]
}

/** The menus after a tick: a shown one needs its groups shown, a hidden group hides what is in it. */
export function shownWith(
  menus: readonly MenuRoles[],
  shown: ReadonlySet<string>,
  id: string,
  on: boolean
): Set<string> {
  const next = new Set(shown)
  const parents = new Map(menus.map((menu) => [menu.id, menu.parent?.id ?? null]))
  const isBelow = (menu: string) => lineOf(parents, menu).includes(id)
  for (const menu of menus.filter((each) => isBelow(each.id))) {
    if (on) next.add(menu.id)
    else next.delete(menu.id)
  }
  if (on) for (const above of lineOf(parents, id)) next.add(above)
  return next
}

/** A menu and the groups it stands in. */
function lineOf(parents: ReadonlyMap<string, string | null>, id: string): string[] {
  const line: string[] = []
  for (let at: string | null = id; at !== null && !line.includes(at); at = parents.get(at) ?? null)
    line.push(at)
  return line
}

/** The updates that make the role show the wanted menus; other roles keep theirs. */
export function menuRolesChanged(
  menus: readonly MenuRoles[],
  role: string,
  wanted: ReadonlySet<string>
): { id: string; version: number; data: { roles: (string | null)[] } }[] {
  return menus
    .filter(({ id, roles }) => roles.some((each) => each.id === role) !== wanted.has(id))
    .map(({ id, version, roles }) => {
      const others = roles.map((each) => each.id).filter((each) => each !== role)
      return { id, version, data: { roles: wanted.has(id) ? [...others, role] : others } }
    })
}
