import { Input } from 'antd'
import {
  defineFieldUi,
  type CellProps,
  type FieldOfType,
  type FilterProps,
  type InputProps,
} from '../../../../admin/src/fields/field_ui.ts'
import {
  formatMoney,
  groupDigits,
  fenToYuan,
  yuanToFen,
} from '../../../../admin/src/fields/format.ts'
import { NumberFilter } from '../../../../admin/src/fields/number_filter.tsx'
import { NUMBER_OPERATORS, TEXT_OPERATORS } from '../../../../admin/src/fields/operators.ts'

export default defineFieldUi<'computed'>({
  type: 'computed',
  Input: ComputedInput,
  Cell: ComputedCell,
  Filter: ComputedFilter,
  operators: [...new Set([...NUMBER_OPERATORS, ...TEXT_OPERATORS])],
  words: 'number',
  width: 120,
})

/** Never typed in: shows what the server last computed. */
function ComputedInput({ id, field, value }: InputProps<'computed'>) {
  return (
    <Input
      id={id}
      value={value === null || value === undefined ? '' : display(field, value)}
      disabled
    />
  )
}

function ComputedCell({ field, value }: CellProps<'computed'>) {
  return <>{display(field, value)}</>
}

function ComputedFilter(filter: FilterProps<'computed'>) {
  const { field, value, onChange } = filter
  if (field.as === 'money') {
    const toText = (fen: unknown) => (typeof fen === 'number' ? fenToYuan(fen) : null)
    return (
      <NumberFilter {...filter} prefix="¥" precision={2} toText={toText} fromText={yuanToFen} />
    )
  }
  if (field.as === 'integer' || field.as === 'decimal') {
    const toText = (number: unknown) =>
      number === null || number === undefined ? null : String(number)
    const fromText = field.as === 'integer' ? Number : String
    return <NumberFilter {...filter} toText={toText} fromText={fromText} />
  }
  return (
    <Input
      aria-label={field.label}
      value={String(value ?? '')}
      onChange={(event) => onChange(event.target.value || null)}
    />
  )
}

function display(field: FieldOfType<'computed'>, value: string | number | boolean): string {
  if (field.as === 'money') return formatMoney(Number(value))
  return field.as === 'integer' || field.as === 'decimal'
    ? groupDigits(String(value))
    : String(value)
}
