import type { Locale, MetaMenu } from '@xinglin/contracts'
import { rulesFor, type Actor } from '#app/access/grant.ts'
import { organisation } from '#app/access/organisation.ts'
import { column, sql } from '#app/database/sql.ts'
import { rows, type Row } from '#app/database/store.ts'
import { findResource } from '#app/resources/registry.ts'
import { hasText, translate } from '#app/texts/texts.ts'
import { mayUsePage } from './pages.ts'

const PAGE = 'page:'

/**
 * The menus of a person's roles as a tree. A menu that leads to a resource they may not list or a page they may not
 * use is left out, and so is a group with nothing in it: a menu never promises what the grants refuse.
 */
export async function menusFor(actor: Actor, locale: Locale): Promise<MetaMenu[]> {
  const roleIds = await rolesWithMenus(actor)
  if (roleIds.length === 0) return []
  const found =
    await rows(sql`select m.id, m.name, m.name_en, m.parent_id, m.kind, m.target, m.open, m.icon, m.text_key, r.target_id as role
    from core__menus m left join core__menus__roles r on r.owner_id = m.id where m.live = '' order by ${column('m', 'order')}, m.id`)
  return tree(found, new Set(roleIds), actor, locale)
}

/** Where three administrators share the work, the role `administrator` gives nothing, and shows the way to nothing. */
async function rolesWithMenus(actor: Actor): Promise<string[]> {
  const { roles, separated } = await organisation()
  const ids = actor.user?.roleIds ?? []
  return separated ? ids.filter((id) => roles.get(id)?.code !== 'administrator') : ids
}

function tree(
  found: Row[],
  roleIds: ReadonlySet<string>,
  actor: Actor,
  locale: Locale
): MetaMenu[] {
  const menus = new Map<string, { parent: string | null; menu: MetaMenu; shown: boolean }>()
  for (const line of found) {
    const known = menus.get(line.id as string) ?? {
      parent: line.parent_id as string | null,
      menu: menuOf(line, locale),
      shown: false,
    }
    known.shown ||= roleIds.has(line.role as string)
    menus.set(known.menu.id, known)
  }
  const childrenOf = (parent: string | null, path: ReadonlySet<string>): MetaMenu[] =>
    [...menus.values()]
      .filter(
        (entry) =>
          entry.parent === parent &&
          entry.shown &&
          !path.has(entry.menu.id) &&
          mayOpen(entry.menu, actor)
      )
      .map(({ menu }) => ({ ...menu, children: childrenOf(menu.id, new Set([...path, menu.id])) }))
      .filter((menu) => menu.kind !== 'group' || menu.children.length > 0)
  return childrenOf(null, new Set())
}

function mayOpen({ kind, target }: MetaMenu, actor: Actor): boolean {
  if (kind !== 'screen' || !target) return true
  if (target.startsWith(PAGE)) return mayUsePage(actor, target.slice(PAGE.length))
  return findResource(target) !== undefined && rulesFor(actor, target, 'list').length > 0
}

/** Given a name for English it has that; else a menu that nobody renamed keeps its words in both languages. */
function menuOf(line: Row, locale: Locale): MetaMenu {
  const key = `menus.${String(line.text_key)}`
  const untouched =
    line.text_key !== null && hasText('zh-CN', key) && translate('zh-CN', key) === line.name
  const own = locale === 'en' ? (line.name_en as string | null) : null
  return {
    id: line.id as string,
    name: own ?? (untouched ? translate(locale, key) : (line.name as string)),
    kind: line.kind as MetaMenu['kind'],
    target: line.target as string | null,
    open: (line.open as MetaMenu['open']) ?? 'here',
    icon: line.icon as string | null,
    children: [],
  }
}
