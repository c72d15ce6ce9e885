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

export default defineFieldUi<'integer'>({
  type: 'integer',
  Input: IntegerInput,
  Cell: IntegerCell,
  Filter: IntegerFilter,
  operators: NUMBER_OPERATORS,
  words: 'number',
  width: 110,
  align: 'right',
})

function IntegerInput({ field, id, value, onChange, disabled, autoFocus }: InputProps<'integer'>) {
  return (
    <InputNumber
      id={id}
      value={value}
      onChange={(number) => onChange?.(number)}
      min={field.min}
      max={field.max}
      precision={0}
      disabled={disabled}
      autoFocus={autoFocus}
      style={{ width: '100%' }}
    />
  )
}

function IntegerCell({ value }: CellProps<'integer'>) {
  return <>{groupDigits(String(value))}</>
}

function IntegerFilter(filter: FilterProps<'integer'>) {
  return (
    <NumberFilter
      {...filter}
      precision={0}
      toText={(value) => (typeof value === 'number' ? String(value) : null)}
      fromText={(text) => (Number.isSafeInteger(Number(text)) ? Number(text) : null)}
    />
  )
}
