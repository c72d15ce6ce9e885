import { Typography } from 'antd'
import type { MetaField } from '@xinglin/contracts'
import type { RecordValues } from './field_ui.ts'
import { fieldUi } from './registry.ts'

interface Props {
  name: string
  field: MetaField
  resource: string
  record: RecordValues
  place: 'list' | 'detail'
  /** Another value than the record's, such as an earlier one. */
  value?: unknown
}

/** A field's value as its type shows it; a dash where there is none. */
export function FieldCell({ value, ...cell }: Props) {
  const shown = value === undefined ? cell.record[cell.name] : value
  if (isEmpty(shown)) return <Typography.Text type="secondary">–</Typography.Text>
  const { Cell } = fieldUi(cell.field.type)
  return <Cell {...cell} value={shown} />
}

export function isEmpty(value: unknown): boolean {
  return (
    value === null ||
    value === undefined ||
    value === '' ||
    (Array.isArray(value) && value.length === 0)
  )
}
