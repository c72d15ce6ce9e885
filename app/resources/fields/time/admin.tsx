import { TimePicker } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useTranslation } from 'react-i18next'
import {
  defineFieldUi,
  type CellProps,
  type FilterProps,
  type InputProps,
} from '../../../../admin/src/fields/field_ui.ts'
import { DAY_OPERATORS, operandShape } from '../../../../admin/src/fields/operators.ts'

const FORM = 'HH:mm'

export default defineFieldUi<'time'>({
  type: 'time',
  Input: TimeInput,
  Cell: TimeCell,
  Filter: TimeFilter,
  operators: DAY_OPERATORS,
  words: 'date',
  width: 90,
})

function TimeInput({ id, value, onChange, disabled, autoFocus }: InputProps<'time'>) {
  return (
    <TimePicker
      id={id}
      format={FORM}
      value={parse(value)}
      onChange={(time) => onChange?.(time ? time.format(FORM) : null)}
      disabled={disabled}
      autoFocus={autoFocus}
      needConfirm={false}
      style={{ width: '100%' }}
    />
  )
}

function TimeCell({ value }: CellProps<'time'>) {
  return <>{value}</>
}

function TimeFilter({ field, operator, value, onChange, autoFocus }: FilterProps<'time'>) {
  const { t } = useTranslation()
  if (operandShape(operator) === 'one') {
    return (
      <TimePicker
        aria-label={field.label}
        autoFocus={autoFocus}
        format={FORM}
        value={parse(value)}
        onChange={(time) => onChange(time ? time.format(FORM) : null)}
        style={{ width: '100%' }}
      />
    )
  }
  const [low, high] = Array.isArray(value) ? value : [null, null]
  return (
    <TimePicker.RangePicker
      aria-label={field.label}
      autoFocus={autoFocus}
      format={FORM}
      placeholder={[t('fields.range.from'), t('fields.range.to')]}
      value={[parse(low), parse(high)]}
      onChange={(times) =>
        onChange(times?.[0] && times[1] ? times.map((time) => time?.format(FORM)) : null)
      }
      style={{ width: '100%' }}
    />
  )
}

/** A time of day needs some day to stand on. */
function parse(time: unknown): Dayjs | null {
  return typeof time === 'string' ? dayjs(`2000-01-01T${time}`) : null
}
