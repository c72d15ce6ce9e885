import { InputNumber } from 'antd'
import {
  defineFieldUi,
  type CellProps,
  type FilterProps,
  type InputProps,
} from '../../../../admin/src/fields/field_ui.ts'
import { groupDigits } from '../../../../admin/src/fields/format.ts'
import { NumberFilter } from '../../../../admin/src/fields/number_filter.tsx'
import { NUMBER_OPERATORS } from '../../../../admin/src/fields/operators.ts'

export default defineFieldUi<'decimal'>({
  type: 'decimal',
  Input: DecimalInput,
  Cell: DecimalCell,
  Filter: DecimalFilter,
  operators: NUMBER_OPERATORS,
  words: 'number',
  width: 120,
  align: 'right',
})

function DecimalInput({ field, id, value, onChange, disabled, autoFocus }: InputProps<'decimal'>) {
  return (
    <InputNumber<string>
      id={id}
      stringMode
      value={value}
      onChange={(text) => onChange?.(text || null)}
      min={field.min}
      max={field.max}
      precision={field.scale ?? 2}
      disabled={disabled}
      autoFocus={autoFocus}
      style={{ width: '100%' }}
    />
  )
}

function DecimalCell({ value }: CellProps<'decimal'>) {
  return <>{groupDigits(value)}</>
}

function DecimalFilter(filter: FilterProps<'decimal'>) {
  return (
    <NumberFilter
      {...filter}
      precision={filter.field.scale ?? 2}
      toText={(value) => (typeof value === 'string' ? value : null)}
      fromText={(text) => (/^-?\d+(\.\d+)?$/.test(text) ? text : null)}
    />
  )
}
