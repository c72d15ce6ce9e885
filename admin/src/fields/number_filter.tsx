import { InputNumber, Select, Space } from 'antd'
import { useTranslation } from 'react-i18next'
import { operandShape } from './operators.ts'
import type { Operator } from '@xinglin/contracts'

interface Props {
  field: { label: string }
  operator: Operator
  /** As the API has it: fen, a decimal's text, a whole number. */
  value: unknown
  onChange: (value: unknown) => void
  autoFocus?: boolean
  /** Between the API's value and the text in the box. */
  toText: (value: unknown) => string | null
  fromText: (text: string) => unknown
  precision?: number
  prefix?: string
}

/** A number, the two ends of a range, or several numbers. */
export function NumberFilter({
  field,
  operator,
  value,
  onChange,
  toText,
  fromText,
  ...box
}: Props) {
  const { t } = useTranslation()
  const shape = operandShape(operator)
  if (shape === 'list') {
    const values = (Array.isArray(value) ? value : []).map((item) => toText(item) ?? '')
    return (
      <Select
        virtual={false}
        mode="tags"
        aria-label={field.label}
        autoFocus={box.autoFocus}
        open={false}
        suffixIcon={null}
        tokenSeparators={[',', ' ', '，']}
        value={values}
        onChange={(texts: string[]) =>
          onChange(texts.map(fromText).filter((item) => item !== null && item !== undefined))
        }
        style={{ width: '100%' }}
      />
    )
  }
  if (shape === 'one')
    return (
      <NumberBox
        {...box}
        label={field.label}
        value={toText(value)}
        onChange={(text) => onChange(parse(text))}
      />
    )
  const [low, high] = Array.isArray(value) ? value : [null, null]
  return (
    <Space.Compact block>
      <NumberBox
        label={field.label}
        {...box}
        placeholder={t('fields.range.from')}
        value={toText(low)}
        onChange={(text) => onChange([parse(text), high])}
      />
      <NumberBox
        label={field.label}
        {...box}
        autoFocus={false}
        placeholder={t('fields.range.to')}
        value={toText(high)}
        onChange={(text) => onChange([low, parse(text)])}
      />
    </Space.Compact>
  )

  function parse(text: string | null) {
    return text === null || text === '' ? null : fromText(text)
  }
}

interface BoxProps {
  label: string
  value: string | null
  onChange: (text: string | null) => void
  placeholder?: string
  precision?: number
  prefix?: string
  autoFocus?: boolean
}

function NumberBox({ label, onChange, ...box }: BoxProps) {
  return (
    <InputNumber<string>
      {...box}
      aria-label={label}
      stringMode
      controls={false}
      onChange={onChange}
      style={{ width: '100%' }}
    />
  )
}
