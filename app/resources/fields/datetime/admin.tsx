import { DatePicker } from 'antd'
import dayjs from 'dayjs'
import { DateFilter } from '../../../../admin/src/fields/date_filter.tsx'
import {
  defineFieldUi,
  type CellProps,
  type FilterProps,
  type InputProps,
} from '../../../../admin/src/fields/field_ui.ts'
import { formatMoment, formatRecentMoment } from '../../../../admin/src/fields/format.ts'
import { MOMENT_OPERATORS } from '../../../../admin/src/fields/operators.ts'

export default defineFieldUi<'datetime'>({
  type: 'datetime',
  Input: MomentInput,
  Cell: MomentCell,
  Filter: MomentFilter,
  operators: MOMENT_OPERATORS,
  words: 'date',
  width: 150,
})

function MomentInput({ id, value, onChange, disabled, autoFocus }: InputProps<'datetime'>) {
  return (
    <DatePicker
      id={id}
      showTime={{ format: 'HH:mm' }}
      format="YYYY-MM-DD HH:mm"
      value={value ? dayjs(value) : null}
      onChange={(moment) => onChange?.(moment ? moment.startOf('minute').toISOString() : null)}
      disabled={disabled}
      autoFocus={autoFocus}
      style={{ width: '100%' }}
    />
  )
}

function MomentCell({ value }: CellProps<'datetime'>) {
  return (
    <time dateTime={value} title={formatMoment(value)} style={{ whiteSpace: 'nowrap' }}>
      {formatRecentMoment(value)}
    </time>
  )
}

/** Asked by days of the reader's calendar, compared by moments. */
function MomentFilter(filter: FilterProps<'datetime'>) {
  return (
    <DateFilter
      {...filter}
      toStart={(day) => day.startOf('day').toISOString()}
      toEnd={(day) => day.endOf('day').toISOString()}
    />
  )
}
