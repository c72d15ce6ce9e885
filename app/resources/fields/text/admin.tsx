import { Input } from 'antd'
import { Clipped } from '../../../../admin/src/fields/clipped.tsx'
import {
  defineFieldUi,
  type CellProps,
  type FilterProps,
  type InputProps,
} from '../../../../admin/src/fields/field_ui.ts'
import { TEXT_OPERATORS } from '../../../../admin/src/fields/operators.ts'

export default defineFieldUi<'text'>({
  type: 'text',
  Input: TextInput,
  Cell: TextCell,
  Filter: TextFilter,
  operators: TEXT_OPERATORS.filter((operator) => operator !== 'in'),
  words: 'text',
  width: 240,
  wide: true,
  column: 'asked',
})

function TextInput({ field, id, value, onChange, disabled, autoFocus }: InputProps<'text'>) {
  return (
    <Input.TextArea
      id={id}
      value={value ?? ''}
      onChange={(event) => onChange?.(event.target.value === '' ? null : event.target.value)}
      disabled={disabled}
      autoFocus={autoFocus}
      maxLength={field.max}
      showCount={field.max !== undefined && field.max <= 5000}
      autoSize={{ minRows: 3, maxRows: 12 }}
    />
  )
}

function TextCell({ value, place }: CellProps<'text'>) {
  return place === 'list' ? (
    <Clipped text={value} />
  ) : (
    <span style={{ whiteSpace: 'pre-wrap' }}>{value}</span>
  )
}

function TextFilter({ field, value, onChange, autoFocus }: FilterProps<'text'>) {
  return (
    <Input
      aria-label={field.label}
      autoFocus={autoFocus}
      value={String(value ?? '')}
      onChange={(event) => onChange(event.target.value || null)}
    />
  )
}
