import type { Locale, Meta, MetaResource } from '@xinglin/contracts'
import type { Actor } from '#app/access/grant.ts'
import { loadedPlugins } from '#app/plugins/host.ts'
import { allResources } from '#app/resources/registry.ts'
import { publicSettings } from '#app/settings/settings.ts'
import { translate } from '#app/texts/texts.ts'
import { menusFor } from './menus.ts'
import { resourceMeta } from './resource_meta.ts'
import { screensFor } from './screens.ts'

/** Everything a screen needs to know, and nothing that the person may not know. */
export async function metaFor(actor: Actor, locale: Locale): Promise<Meta> {
  const resources = Object.fromEntries(
    allResources()
      .map((resource) => resourceMeta(actor, resource, locale))
      .filter((meta): meta is MetaResource => meta !== null)
      .map((meta) => [meta.name, meta])
  )
  return {
    menus: await menusFor(actor, locale),
    resources,
    screens: await screensFor(resources),
    plugins: Object.fromEntries(
      loadedPlugins().map(({ id, version }) => [
        id,
        { name: translate(locale, `plugins.${id}`), version },
      ])
    ),
    settings: await publicSettings(),
    locale,
  }
}
