import { Badge } from 'antd'
import type { MetaField } from '@xinglin/contracts'

export type Option = NonNullable<MetaField['options']>[number]

/** An option's colour as a dot before its word; a value that is no longer an option shows as itself. */
export function ChoiceDot({ options, value }: { options?: Option[]; value: string }) {
  const option = options?.find((item) => item.value === value)
  const label = option?.label ?? value
  return option?.color ? <Badge color={option.color} text={label} /> : <span>{label}</span>
}

/** Options for antd's select boxes; those no longer in use stay only while they are chosen. */
export function selectOptions(options: Option[] | undefined, chosen: readonly string[] = []) {
  return (options ?? [])
    .filter((option) => !option.disabled || chosen.includes(option.value))
    .map((option) => ({
      value: option.value,
      label: <ChoiceDot options={options} value={option.value} />,
      text: option.label,
      disabled: option.disabled,
    }))
}

/** antd's select finds options by this: their words, not their dots. */
export function findsOption(typed: string, option?: { text: string }): boolean {
  return option?.text.toLowerCase().includes(typed.toLowerCase()) ?? false
}
