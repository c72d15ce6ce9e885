/** A stored screen takes the place of a generated one, so it must be one that can be shown. */
import type { Screen } from '@xinglin/contracts'
import type { Problem } from '#app/errors/refusal.ts'
import { addChecks } from '#app/resources/checks.ts'
import { findResource } from '#app/resources/registry.ts'
import { layoutProblems } from './screen_layout.ts'

/** The last part of the name of a resource's own screen: `dictionary.drugs.list` is the list of `dictionary.drugs`. */
const SUFFIX = { list: 'list', tree: 'list', form: 'form', detail: 'detail' } as const

/** The name under which a screen of this kind takes the place of the resource's generated one. */
export function screenName(resource: string, kind: Exclude<Screen['kind'], 'page'>): string {
  return `${resource}.${SUFFIX[kind]}`
}

export function addScreenChecks(): void {
  addChecks('core.screens', {
    async input(given, present) {
      return screenProblems({ ...present, ...given })
    },
  })
}

/** Every problem of a screen, by field. */
export function screenProblems(screen: Readonly<Record<string, unknown>>): Problem[] {
  const { name, layout } = screen
  const kind = screen.kind as Screen['kind']
  // What is not there, or of no known kind, the field's own rules have said.
  if (typeof name !== 'string' || !(kind === 'page' || Object.hasOwn(SUFFIX, kind ?? ''))) return []
  if (kind === 'page')
    return [
      ...(findResource(name) || screen.resource ? [invalid('name', 'pageName')] : []),
      ...layoutProblems(kind, null, layout).map(wrongLayout),
    ]
  const resource = typeof screen.resource === 'string' ? findResource(screen.resource) : undefined
  if (!resource) return [invalid('resource', 'resource')]
  const expected = screenName(resource.name, kind)
  return [
    ...(name === expected ? [] : [invalid('name', 'screenName', { expected })]),
    ...(kind === 'tree' && !resource.tree ? [invalid('kind', 'tree')] : []),
    ...layoutProblems(kind, resource, layout).map(wrongLayout),
  ]
}

function wrongLayout(at: string): Problem {
  return invalid('layout', 'layout', { at })
}

function invalid(field: string, reason: string, meta: Record<string, unknown> = {}): Problem {
  return { code: 'E_INVALID', field, meta: { reason, ...meta } }
}
