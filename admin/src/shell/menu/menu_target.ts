import type { Meta, MetaMenu } from '@xinglin/contracts'

/** What a menu's target begins with that is a page. */
export const PAGE = 'page:'

/** Where a menu leads: a place in the shell, or an address outside, in this tab or a new one. */
export type MenuTarget =
  { kind: 'place'; to: string } | { kind: 'outside'; href: string; newTab: boolean }

/** Undefined for groups, and for targets that have gone or are not safe to open. */
export function menuTarget(menu: MetaMenu, meta: Meta): MenuTarget | undefined {
  if (!menu.target) return undefined
  if (menu.kind === 'link') return linkTarget(menu)
  if (menu.kind === 'group') return undefined
  const to = screenAddress(menu.target, meta)
  return to === undefined ? undefined : { kind: 'place', to }
}

/** Only the web's own addresses: a `javascript:` link would run as this person. */
export function webAddress(text: string | null): string | undefined {
  const address = text === null ? null : URL.parse(text, location.origin)
  return address && /^https?:$/.test(address.protocol) ? address.href : undefined
}

function linkTarget({ id, target, open }: MetaMenu): MenuTarget | undefined {
  const href = webAddress(target)
  if (!href) return undefined
  if (open === 'embedded') return { kind: 'place', to: `/x/${id}` }
  return { kind: 'outside', href, newTab: open === 'tab' }
}

function screenAddress(target: string, meta: Meta): string | undefined {
  if (target.startsWith(PAGE)) return `/p/${target.slice(PAGE.length)}`
  if (meta.resources[target]) return `/r/${target}`
  const screen = meta.screens[target]
  if (screen?.kind === 'page' && screen.component) return `/p/${screen.component}`
  return screen?.resource && meta.resources[screen.resource] ? `/r/${screen.resource}` : undefined
}
