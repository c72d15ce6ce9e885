/** A menu leads somewhere: to what there is in the system, or to an address of the web. */
import type { Problem } from '#app/errors/refusal.ts'
import { addChecks } from '#app/resources/checks.ts'
import { findResource } from '#app/resources/registry.ts'

const PAGE = /^page:[a-z][\w.]*$/i

export function addMenuChecks(): void {
  addChecks('core.menus', {
    async input(given, present) {
      // What a removed plugin left behind can still be renamed, moved and hidden.
      if (given.target === undefined && given.kind === undefined) return []
      return targetProblems({ ...present, ...given })
    },
  })
}

function targetProblems({ kind, target }: Readonly<Record<string, unknown>>): Problem[] {
  if (typeof target !== 'string' || target === '') return []
  if (kind === 'link') return isWebAddress(target) ? [] : [refused('address')]
  if (kind === 'screen')
    return PAGE.test(target) || findResource(target) ? [] : [refused('menuTarget')]
  return []
}

/** `javascript:` would run as whoever clicks. */
function isWebAddress(text: string): boolean {
  const address = URL.parse(text, 'https://own.invalid')
  return address !== null && /^https?:$/.test(address.protocol)
}

const refused = (reason: string): Problem => ({
  code: 'E_INVALID',
  field: 'target',
  meta: { reason },
})
