import type { Locale, Meta } from '@xinglin/contracts'
import { addWords } from '../i18n/i18n.ts'
import type { AdminPlugin } from './define_admin.ts'

type PluginModule = { default: AdminPlugin }

/** Plugins of this repository, built with the shell. */
const ownPlugins = import.meta.glob<PluginModule>('../../../plugins/*/admin/index.{ts,tsx}')

const loaded = new Map<string, Promise<AdminPlugin | undefined>>()

/**
 * A plugin's admin code, loaded once: from the address the server names (an installed plugin, built elsewhere against
 * the import map), or from this build. Undefined for a plugin without any.
 */
export function loadPlugin(id: string, meta: Meta): Promise<AdminPlugin | undefined> {
  const address = meta.plugins[id]?.admin
  const key = `${id} ${address ?? ''}`
  const known = loaded.get(key) ?? load(id, address)
  loaded.set(key, known)
  // A failed download may succeed when it is tried again.
  known.catch(() => loaded.delete(key))
  return known
}

async function load(id: string, address: string | undefined): Promise<AdminPlugin | undefined> {
  const module = address ? await importFrom(installedAddress(id, address)) : await importOwn(id)
  for (const [language, words] of Object.entries(module?.default.words ?? {})) {
    addWords(language as Locale, words)
  }
  return module?.default
}

/**
 * The one place an installed plugin's code comes from: its own folder on this server. Whatever else the server were
 * brought to name (another site, an uploaded file, `data:`) would run with the rights of whoever looks at it.
 */
function installedAddress(id: string, address: string): string {
  const url = URL.parse(address, location.origin)
  if (url?.origin !== location.origin || !url.pathname.startsWith(`/installed/${id}/`))
    throw new Error(`The admin code of plugin ${id} is not where it was installed`)
  return url.pathname + url.search
}

function importFrom(address: string): Promise<PluginModule> {
  return import(/* @vite-ignore */ address)
}

function importOwn(id: string): Promise<PluginModule> | undefined {
  const folder = `../../../plugins/${id}/admin/`
  return (ownPlugins[`${folder}index.ts`] ?? ownPlugins[`${folder}index.tsx`])?.()
}
