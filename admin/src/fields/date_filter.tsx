import { DatePicker } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useTranslation } from 'react-i18next'
import { operandShape } from './operators.ts'
import type { Operator } from '@xinglin/contracts'

interface Props {
  field: { label: string }
  operator: Operator
  value: unknown
  onChange: (value: unknown) => void
  autoFocus?: boolean
  /** What a picked day becomes when it is the first, or the last, of a range. */
  toStart: (day: Dayjs) => string
  toEnd: (day: Dayjs) => string
}

/** A day, or a range of days with the usual ones ready. */
export function DateFilter({ field, operator, value, onChange, autoFocus, toStart, toEnd }: Props) {
  const { t } = useTranslation()
  if (operandShape(operator) === 'one') {
    return (
      <DatePicker
        aria-label={field.label}
        autoFocus={autoFocus}
        value={typeof value === 'string' ? dayjs(value) : null}
        onChange={(day) =>
          onChange(day && (operator === 'lte' || operator === 'gt' ? toEnd(day) : toStart(day)))
        }
        style={{ width: '100%' }}
      />
    )
  }
  const [low, high] = Array.isArray(value) ? value : [null, null]
  return (
    <DatePicker.RangePicker
      aria-label={field.label}
      autoFocus={autoFocus}
      value={[low ? dayjs(low) : null, high ? dayjs(high) : null]}
      presets={presets()}
      onChange={(days) =>
        onChange(days?.[0] && days[1] ? [toStart(days[0]), toEnd(days[1])] : null)
      }
      style={{ width: '100%' }}
    />
  )

  function presets(): { label: string; value: [Dayjs, Dayjs] }[] {
    const today = dayjs()
    return [
      { label: t('fields.date.today'), value: [today, today] },
      {
        label: t('fields.date.yesterday'),
        value: [today.subtract(1, 'day'), today.subtract(1, 'day')],
      },
      { label: t('fields.date.lastDays', { count: 7 }), value: [today.subtract(6, 'day'), today] },
      {
        label: t('fields.date.lastDays', { count: 30 }),
        value: [today.subtract(29, 'day'), today],
      },
      { label: t('fields.date.thisMonth'), value: [today.startOf('month'), today.endOf('month')] },
      { label: t('fields.date.thisYear'), value: [today.startOf('year'), today.endOf('year')] },
    ]
  }
}
