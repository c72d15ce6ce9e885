/** What the hospital decided: the value somebody gave a setting, else the one its definition gives. */
import app from '@adonisjs/core/services/app'
import { name, sql } from '#app/database/sql.ts'
import { rows } from '#app/database/store.ts'
import { keptByStamp } from '#app/database/stamp.ts'
import type { SettingDefinition } from '#app/plugins/define_plugin.ts'
import { loadedPlugins } from '#app/plugins/host.ts'
import { CORE_SETTINGS } from './core_settings.ts'
import { isSettingValue, type SettingValue } from './setting_value.ts'

interface ValueTypes {
  boolean: boolean
  integer: number
  string: string
}
type CoreKey = keyof typeof CORE_SETTINGS

/** Every setting of core and plugins by its key. */
export function settingDefinitions(): ReadonlyMap<string, SettingDefinition> {
  const all = [CORE_SETTINGS, ...loadedPlugins().map(({ settings = {} }) => settings)]
  return new Map(all.flatMap((settings) => Object.entries<SettingDefinition>(settings)))
}

/** The value a setting has until somebody changes it. */
export function defaultOf(definition: SettingDefinition): SettingValue {
  return app.config.get('app.demo') ? (definition.demo ?? definition.default) : definition.default
}

const changedSettings = keptByStamp(async () => {
  const found = await rows(sql`select ${name('key')}, value from core__settings where live = ''`)
  return new Map(found.map((line) => [line.key as string, JSON.parse(line.value as string)]))
})

/** The present value of a setting. @throws for a key that nobody defined */
export async function setting<K extends CoreKey>(
  key: K
): Promise<ValueTypes[(typeof CORE_SETTINGS)[K]['type']]>
export async function setting(key: string): Promise<SettingValue>
export async function setting(key: string): Promise<SettingValue> {
  const definition = settingDefinitions().get(key)
  if (!definition) throw new Error(`No setting ${key} is defined`)
  const changed: unknown = (await changedSettings('')).get(key)
  // A stored value that a newer definition no longer allows counts as not given.
  return isSettingValue(definition, changed) ? changed : defaultOf(definition)
}

/** The settings a browser needs, for everybody who is signed in. */
export async function publicSettings(): Promise<Record<string, SettingValue>> {
  const shown = [...settingDefinitions()].filter(([, definition]) => definition.public)
  return Object.fromEntries(
    await Promise.all(shown.map(async ([key]) => [key, await setting(key)] as const))
  )
}
