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
      if (isSettingValue(definition, value)) return []
      const { type, min, max, options } = definition
      return [{ code: 'E_INVALID', field: 'value', meta: { type, min, max, options } }]
    },
  })
}
