import type { Problem } from '#app/errors/refusal.ts'
import type { SettingDefinition } from '#app/plugins/define_plugin.ts'
import { addChecks } from '#app/resources/checks.ts'
import { isSettingValue } from './setting_value.ts'
import { settingDefinitions } from './settings.ts'

/** A setting is one that somebody defined, with a value of the form its definition asks for. */
export function addSettingsChecks(): void {
  addChecks('core.settings', {
    async input(given, present) {
      const key = given.key ?? present?.key
      if (typeof key !== 'string') return []
      const definition = settingDefinitions().get(key)
      if (!definition) return [{ code: 'E_INVALID', field: 'key', meta: { reason: 'setting' } }]
      const value = Object.hasOwn(given, 'value') ? given.value : present?.value
      return isSettingValue(definition, value) ? [] : [problemOf(definition, value)]
    },
  })
}

/** As exact as the words for it are. */
function problemOf({ type, min, max, options }: SettingDefinition, value: unknown): Problem {
  const limits = { ...(min !== undefined && { min }), ...(max !== undefined && { max }) }
  if (options) return { code: 'E_INVALID', field: 'value', meta: { options } }
  if (type === 'string' && typeof value === 'string')
    return { code: 'E_LENGTH', field: 'value', meta: limits }
  if (type === 'integer' && Number.isSafeInteger(value))
    return { code: 'E_RANGE', field: 'value', meta: limits }
  return { code: 'E_TYPE', field: 'value', meta: { reason: type } }
}
