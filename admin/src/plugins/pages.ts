import type { ComponentType } from 'react'
import type { Meta } from '@xinglin/contracts'
import { loadPlugin } from './load_plugin.ts'

type PageModule = { default: ComponentType }

const corePages = import.meta.glob<PageModule>('../pages/*.tsx')

/** The page behind `/p/<name>`: the core's `admin/src/pages/<name>.tsx`, or `<plugin id>.<screen>` of a plugin. */
export async function loadPage(name: string, meta: Meta): Promise<PageModule | undefined> {
  const dot = name.indexOf('.')
  if (dot === -1) return corePages[`../pages/${name}.tsx`]?.()
  const id = name.slice(0, dot)
  if (!meta.plugins[id]) return undefined
  const plugin = await loadPlugin(id, meta)
  return plugin?.screens?.[name.slice(dot + 1)]?.()
}
