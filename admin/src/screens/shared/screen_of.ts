import type { Meta, Screen } from '@xinglin/contracts'

/** The screen somebody made for a resource in the browser; undefined where the generated one is shown. */
export function screenOf(
  meta: Meta,
  resource: string,
  kind: 'list' | 'form' | 'detail'
): Screen | undefined {
  return meta.screens[`${resource}.${kind}`]
}
