/** Who may use the pages of the admin code: what the menus ask before they show the way to one. */
import { rulesFor, type Actor } from '#app/access/grant.ts'
import type { PageNeed } from '#app/plugins/define_plugin.ts'
import { loadedPlugins } from '#app/plugins/host.ts'

/** The core's own, one file each in `admin/src/pages/`. Everybody has their own jobs. */
export const CORE_PAGES: Readonly<Record<string, readonly PageNeed[]>> = {
  audit: [
    { resource: 'core.audit', action: 'list' },
    { resource: 'core.commands', action: 'list' },
  ],
  jobs: [],
  menus: [{ resource: 'core.menus', action: 'list' }],
  roles: [{ resource: 'core.roles', action: 'list' }],
  settings: [{ resource: 'core.settings', action: 'read' }],
  users: [{ resource: 'core.users', action: 'list' }],
}

/**
 * What a page needs, any of it; nothing for one that is for everybody, such as a plugin's that says nothing of it.
 * Undefined for a page that there cannot be: an unknown one of the core, or one of a plugin that has gone.
 */
export function needsOf(page: string): readonly PageNeed[] | undefined {
  const dot = page.indexOf('.')
  if (dot === -1) return Object.hasOwn(CORE_PAGES, page) ? CORE_PAGES[page] : undefined
  const plugin = loadedPlugins().find(({ id }) => id === page.slice(0, dot))
  return plugin && (plugin.pages?.[page.slice(dot + 1)] ?? [])
}

/** The pages of the core, or those of which a plugin says what they need. */
export function pagesOf(origin: string): { name: string; needs: readonly PageNeed[] }[] {
  if (origin === 'core') return Object.entries(CORE_PAGES).map(([name, needs]) => ({ name, needs }))
  const { pages = {} } = loadedPlugins().find(({ id }) => id === origin) ?? {}
  return Object.entries(pages).map(([name, needs]) => ({ name: `${origin}.${name}`, needs }))
}

export function mayUsePage(actor: Actor, page: string): boolean {
  const needs = needsOf(page)
  if (!needs) return false
  return (
    needs.length === 0 ||
    needs.some(({ resource, action }) => rulesFor(actor, resource, action).length > 0)
  )
}
