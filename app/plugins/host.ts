/** The plugins that are installed, in the order they need each other. */
import { fileURLToPath } from 'node:url'
import { ACTIONS } from '@xinglin/contracts'
import { listen } from '#app/events/dispatcher.ts'
import { transitionsOf } from '#app/lifecycle/lifecycle.ts'
import { addChecks } from '#app/resources/checks.ts'
import { findResource, registerResource } from '#app/resources/registry.ts'
import type { PluginDefinition } from './define_plugin.ts'

const loaded: PluginDefinition[] = []

/** Registers what the plugins bring. @throws naming the plugin whose requirement is missing */
export function loadPlugins(plugins: readonly PluginDefinition[]): void {
  for (const plugin of inOrder(plugins)) {
    for (const resource of plugin.resources ?? []) registerResource(resource, plugin.id)
    for (const [name, listener] of Object.entries(plugin.listeners ?? {}))
      listen(`${plugin.id}.${name}`, listener)
    addPluginChecks(plugin)
    checkPages(plugin)
    checkGrants(plugin)
    loaded.push(plugin)
  }
}

/** On resources of its own, of the core, and of the plugins it requires. */
function addPluginChecks({ id, checks = {} }: PluginDefinition): void {
  for (const [resource, added] of Object.entries(checks)) {
    if (!findResource(resource))
      throw new Error(`Plugin "${id}" checks ${resource}, which is not there before it`)
    addChecks(resource, added)
  }
}

/** What a page needs can be granted: a misspelt name would hide it from everybody. */
function checkPages({ id, pages = {} }: PluginDefinition): void {
  for (const [page, needs] of Object.entries(pages))
    for (const { resource } of needs)
      if (!findResource(resource))
        throw new Error(`Plugin "${id}": its page ${page} needs ${resource}, which is not there`)
}

/** What is granted can be done: a misspelt action would give nothing. */
function checkGrants({ id, roles = [] }: PluginDefinition): void {
  for (const { resource: name, actions } of roles.flatMap(({ grants }) => grants)) {
    const resource = findResource(name)
    const known: readonly string[] = resource ? [...ACTIONS, ...transitionsOf(resource)] : actions
    const unknown = actions.find((action) => !known.includes(action))
    if (unknown) throw new Error(`Plugin "${id}" grants ${unknown} of ${name}, which is no action`)
  }
}

export function loadedPlugins(): readonly PluginDefinition[] {
  return loaded
}

/** A plugin's own folder inside the repository. */
export function pluginFolder(root: URL, id: string): string {
  return fileURLToPath(new URL(`plugins/${id}/`, root))
}

function inOrder(plugins: readonly PluginDefinition[]): PluginDefinition[] {
  const byId = new Map(plugins.map((plugin) => [plugin.id, plugin]))
  const ordered = new Set<PluginDefinition>()
  const visit = (plugin: PluginDefinition, path: string[]) => {
    if (path.includes(plugin.id))
      throw new Error(`Plugins need each other in a circle: ${[...path, plugin.id].join(' → ')}`)
    for (const id of plugin.requires?.plugins ?? []) {
      const required = byId.get(id)
      if (!required)
        throw new Error(
          `Plugin "${plugin.id}" requires "${id}", which is not installed (config/plugins.ts)`
        )
      visit(required, [...path, plugin.id])
    }
    ordered.add(plugin)
  }
  for (const plugin of plugins) visit(plugin, [])
  return [...ordered]
}
