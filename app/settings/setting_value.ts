import type { SettingValue } from '@xinglin/contracts'
import type { SettingDefinition } from '#app/plugins/define_plugin.ts'

export type { SettingValue }

/** Whether a value has the form its setting must have. */
export function isSettingValue(
  definition: SettingDefinition,
  value: unknown
): value is SettingValue {
  const { min = 0, max = definition.type === 'string' ? 255 : Number.MAX_SAFE_INTEGER } = definition
  switch (definition.type) {
    case 'boolean':
      return typeof value === 'boolean'
    case 'integer':
      return Number.isSafeInteger(value) && (value as number) >= min && (value as number) <= max
    case 'string':
      return (
        typeof value === 'string' &&
        value.length >= min &&
        value.length <= max &&
        (!definition.options || definition.options.includes(value))
      )
  }
}
