import type { ComponentType } from 'react'
import type { Locale } from '@xinglin/contracts'

/** What a plugin adds to the admin beyond what metadata generates. */
export interface AdminPlugin {
  /** Pages by name, at `/p/<plugin id>.<name>`; a menu's target is `page:<plugin id>.<name>`. */
  screens?: Record<string, () => Promise<{ default: ComponentType }>>
  /** Words of those pages, for `useTranslation`; by convention below the plugin's id. */
  words?: Partial<Record<Locale, Record<string, unknown>>>
}

/** The default export of a plugin's `admin/index.ts`. */
export function defineAdmin(plugin: AdminPlugin): AdminPlugin {
  return plugin
}
