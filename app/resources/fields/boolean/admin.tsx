import { CheckOutlined, MinusOutlined } from '@ant-design/icons'
import { Radio, Switch, theme } from 'antd'
import { useTranslation } from 'react-i18next'
import {
  defineFieldUi,
  type CellProps,
  type FilterProps,
  type InputProps,
} from '../../../../admin/src/fields/field_ui.ts'

export default defineFieldUi<'boolean'>({
  type: 'boolean',
  Input: BooleanInput,
  Cell: BooleanCell,
  Filter: BooleanFilter,
  operators: ['eq', 'null', 'nnull'],
  words: 'set',
  width: 90,
})

function BooleanInput({ id, value, onChange, disabled, autoFocus }: InputProps<'boolean'>) {
  return (
    <Switch
      id={id}
      checked={value ?? false}
      onChange={(checked) => onChange?.(checked)}
      disabled={disabled}
      autoFocus={autoFocus}
    />
  )
}

function BooleanCell({ value }: CellProps<'boolean'>) {
  const { t } = useTranslation()
  const { token } = theme.useToken()
  return (
    <span style={{ color: value ? undefined : token.colorTextSecondary, whiteSpace: 'nowrap' }}>
      {value ? <CheckOutlined style={{ color: token.colorSuccess }} /> : <MinusOutlined />}{' '}
      {t(value ? 'fields.boolean.yes' : 'fields.boolean.no')}
    </span>
  )
}

function BooleanFilter({ field, value, onChange }: FilterProps<'boolean'>) {
  const { t } = useTranslation()
  return (
    <Radio.Group
      aria-label={field.label}
      block
      optionType="button"
      value={value}
      onChange={({ target }) => onChange(target.value)}
      options={[
        { value: true, label: t('fields.boolean.yes') },
        { value: false, label: t('fields.boolean.no') },
      ]}
    />
  )
}
