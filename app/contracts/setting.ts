/** A setting as the API tells it: what it is, the form its value must have, and the value. */
export type SettingValue = boolean | number | string

export interface Setting {
  key: string
  label: string
  help?: string
  /** What to think of before changing it. */
  warning?: string
  group: { name: string; label: string }
  type: 'boolean' | 'integer' | 'string'
  min?: number
  max?: number
  options?: { value: string; label: string }[]
  default: SettingValue
  value: SettingValue
  /** The record that keeps the value, at its version; null until somebody changes it. */
  record: { id: string; version: number } | null
}
