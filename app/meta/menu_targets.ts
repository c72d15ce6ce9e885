import type { Locale } from '@xinglin/contracts'
import { allResources } from '#app/resources/registry.ts'
import type { PageNeed } from '#app/plugins/define_plugin.ts'
import { loadedPlugins } from '#app/plugins/host.ts'
import { resourceLabel } from '#app/resources/words.ts'
import { translate } from '#app/texts/texts.ts'
import { pagesOf } from './pages.ts'

export interface MenuTargets {
  /** What the resources come from: plugins first, the core last. */
  origin: string
  label: string
  resources: { name: string; label: string }[]
  /** What pages need, any of it; a plugin's page that is not here needs nothing. */
  pages: { name: string; needs: readonly PageNeed[] }[]
}

/**
 * The lists a menu can lead to and what its pages need, whoever asks: a menu is built for others, who have other
 * rights. No records.
 */
export function menuTargets(locale: Locale): MenuTargets[] {
  return [...loadedPlugins().map(({ id }) => id), 'core']
    .map((origin) => ({
      origin,
      label: translate(locale, `plugins.${origin}`),
      resources: allResources()
        .filter((resource) => resource.origin === origin)
        .map((resource) => ({ name: resource.name, label: resourceLabel(resource, locale) })),
      pages: pagesOf(origin),
    }))
    .filter(({ resources, pages }) => resources.length > 0 || pages.length > 0)
}
