import { DatePicker } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { DateFilter } from '../../../../admin/src/fields/date_filter.tsx'
import {
  defineFieldUi,
  type CellProps,
  type FilterProps,
  type InputProps,
} from '../../../../admin/src/fields/field_ui.ts'
import { DAY_OPERATORS } from '../../../../admin/src/fields/operators.ts'

export default defineFieldUi<'date'>({
  type: 'date',
  Input: DateInput,
  Cell: DateCell,
  Filter: DayFilter,
  operators: DAY_OPERATORS,
  words: 'date',
  width: 120,
})

function DateInput({ field, id, value, onChange, disabled, autoFocus }: InputProps<'date'>) {
  return (
    <DatePicker
      id={id}
      value={value ? dayjs(value) : null}
      onChange={(day) => onChange?.(day ? dayText(day) : null)}
      minDate={field.min ? dayjs(field.min) : undefined}
      maxDate={field.max ? dayjs(field.max) : undefined}
      disabled={disabled}
      autoFocus={autoFocus}
      style={{ width: '100%' }}
    />
  )
}

function DateCell({ value }: CellProps<'date'>) {
  return <>{value}</>
}

function DayFilter(filter: FilterProps<'date'>) {
  return <DateFilter {...filter} toStart={dayText} toEnd={dayText} />
}

function dayText(day: Dayjs): string {
  return day.format('YYYY-MM-DD')
}
