import type { Action, Filters, ResourceDefinition } from '@xinglin/contracts'
import type { Listener } from '#app/events/dispatcher.ts'
import type { ResourceChecks } from '#app/resources/checks.ts'

/** Everything a plugin brings, as a list of values; reading it tells what the feature adds. */
export interface PluginDefinition {
  id: string
  version: string
  requires?: { plugins?: readonly string[] }
  resources?: readonly ResourceDefinition[]
  menus?: readonly MenuSeed[]
  /** By name who may use the pages of its admin code: whoever has any of these rights. Others find no menu there. */
  pages?: Readonly<Record<string, readonly PageNeed[]>>
  /** What built-in roles get for this plugin's resources; a person may change it afterwards. */
  roles?: readonly RoleSeed[]
  settings?: Readonly<Record<string, SettingDefinition>>
  /** By resource what is asked of its records beyond their fields, at every write, whichever way it comes. */
  checks?: Readonly<Record<string, ResourceChecks>>
  /** What acts on events, by a name that stays: what a listener could not take is kept under it. */
  listeners?: Readonly<Record<string, Listener>>
  /** Records of the demo hospital, made once with DEMO=true. */
  demo?: () => Promise<void>
}

/** A right without which a page would show nothing. */
export interface PageNeed {
  resource: string
  action: Action
}

/** A menu brought along; its words are `menus.<key>` in `lang/*.json`. */
export interface MenuSeed {
  key: string
  parent?: string
  kind?: 'group' | 'screen'
  /** A resource's name, or `page:<name>` for a page of the admin code. */
  target?: string
  icon?: string
  order?: number
  /** Codes of the roles that see it. */
  roles: readonly string[]
}

/** A role known to code by its word, and what it is granted; its name is `roles.<code>` in `lang/*.json`. */
export interface RoleSeed {
  code: string
  grants: readonly GrantSeed[]
}
export interface GrantSeed {
  resource: string
  /** Transitions of its lifecycle among them, by name. */
  actions: readonly string[]
  readFields?: '*' | string[]
  writeFields?: '*' | string[]
  scope?: Filters
}

/** A setting: its value until somebody changes it, and the form it must have. */
export interface SettingDefinition {
  type: 'boolean' | 'integer' | 'string'
  default: boolean | number | string
  /** The value it has in the demo instead. */
  demo?: boolean | number | string
  /** Bounds of a number, or of a text's length. */
  min?: number
  max?: number
  /** The only texts it may be. */
  options?: readonly string[]
  /** Also told to the browser by `/api/meta`. */
  public?: boolean
}

const PLUGIN_ID = /^[a-z][a-z0-9_]{0,19}$/
const RESERVED = new Set([
  'app',
  'core',
  'auth',
  'meta',
  'resources',
  'files',
  'jobs',
  'plugins',
  'conversations',
  'access',
  'docs',
  'health',
  'metrics',
  'm',
])

/** Checks what can be checked alone; the host checks the rest when all plugins are known. */
export function definePlugin(plugin: PluginDefinition): PluginDefinition {
  if (!PLUGIN_ID.test(plugin.id) || RESERVED.has(plugin.id))
    throw new Error(`Plugin "${plugin.id}": the id is not allowed`)
  for (const { name } of plugin.resources ?? []) {
    if (!name.startsWith(`${plugin.id}.`))
      throw new Error(`Plugin "${plugin.id}": resource ${name} must begin with ${plugin.id}.`)
  }
  return plugin
}
