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

/** The names of all pages; in words they are `pages.<name>`. A plugin whose code cannot be had offers none. */
export async function pageNames(meta: Meta): Promise<string[]> {
  const core = Object.keys(corePages).map((path) => path.replace(/^.*\/|\.tsx$/g, ''))
  const ofPlugins = await Promise.all(
    Object.keys(meta.plugins).map(async (id) => {
      const plugin = await loadPlugin(id, meta).catch(() => undefined)
      return Object.keys(plugin?.screens ?? {}).map((screen) => `${id}.${screen}`)
    })
  )
  return [...core, ...ofPlugins.flat()]
}
