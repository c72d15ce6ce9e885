import { InputNumber } from 'antd'
import {
  defineFieldUi,
  type CellProps,
  type FilterProps,
  type InputProps,
} from '../../../../admin/src/fields/field_ui.ts'
import { fenToYuan, formatMoney, yuanToFen } from '../../../../admin/src/fields/format.ts'
import { NumberFilter } from '../../../../admin/src/fields/number_filter.tsx'
import { NUMBER_OPERATORS } from '../../../../admin/src/fields/operators.ts'

export default defineFieldUi<'money'>({
  type: 'money',
  Input: MoneyInput,
  Cell: MoneyCell,
  Filter: MoneyFilter,
  operators: NUMBER_OPERATORS,
  words: 'number',
  width: 120,
  align: 'right',
})

/** Typed in yuan, kept in fen. */
function MoneyInput({ field, id, value, onChange, disabled, autoFocus }: InputProps<'money'>) {
  return (
    <InputNumber<string>
      id={id}
      stringMode
      prefix="¥"
      value={text(value)}
      onChange={(yuan) => onChange?.(yuan ? yuanToFen(yuan) : null)}
      min={text(field.min) ?? undefined}
      max={text(field.max) ?? undefined}
      precision={2}
      controls={false}
      disabled={disabled}
      autoFocus={autoFocus}
      style={{ width: '100%' }}
    />
  )
}

function MoneyCell({ value }: CellProps<'money'>) {
  return <span style={{ whiteSpace: 'nowrap' }}>{formatMoney(value)}</span>
}

function MoneyFilter(filter: FilterProps<'money'>) {
  return <NumberFilter {...filter} prefix="¥" precision={2} toText={text} fromText={yuanToFen} />
}

function text(fen: unknown): string | null {
  return typeof fen === 'number' ? fenToYuan(fen) : null
}
