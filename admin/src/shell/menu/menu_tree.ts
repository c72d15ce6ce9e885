import type { Meta, MetaMenu } from '@xinglin/contracts'
import { menuTarget, type MenuTarget } from './menu_target.ts'

/** A menu one can choose, with the groups it stands in. */
export interface MenuLeaf {
  menu: MetaMenu
  target: MenuTarget
  groups: MetaMenu[]
}

/** All menus that lead somewhere, in the order of the tree. */
export function menuLeaves(meta: Meta, menus = meta.menus, groups: MetaMenu[] = []): MenuLeaf[] {
  return menus.flatMap((menu) => {
    const target = menuTarget(menu, meta)
    const below = menuLeaves(meta, menu.children, [...groups, menu])
    return target ? [{ menu, target, groups }, ...below] : below
  })
}

/** The menu the address belongs to: the one with the longest address that begins it. */
export function currentLeaf(leaves: MenuLeaf[], pathname: string): MenuLeaf | undefined {
  const address = ({ target }: MenuLeaf) => (target.kind === 'place' ? target.to : '')
  return leaves
    .filter(
      (leaf) =>
        address(leaf) && (pathname === address(leaf) || pathname.startsWith(`${address(leaf)}/`))
    )
    .sort((a, b) => address(b).length - address(a).length)[0]
}

export function findMenu(menus: MetaMenu[], id: string): MetaMenu | undefined {
  for (const menu of menus) {
    const found = menu.id === id ? menu : findMenu(menu.children, id)
    if (found) return found
  }
  return undefined
}
