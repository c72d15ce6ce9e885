import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { findsOption, selectOptions, type Option } from './choice_dot.tsx'

interface Props {
  field: { label: string; options?: Option[] }
  value: unknown
  onChange: (value: unknown) => void
  autoFocus?: boolean
}

/** Any number of options, for "is one of" and "has all of". */
export function ChoiceFilter({ field, value, onChange, autoFocus }: Props) {
  const { t } = useTranslation()
  const chosen = [value ?? []].flat().map(String)
  return (
    <Select
      virtual={false}
      mode="multiple"
      aria-label={field.label}
      autoFocus={autoFocus}
      defaultOpen={autoFocus}
      allowClear
      placeholder={t('fields.choice.placeholder')}
      value={chosen}
      onChange={onChange}
      options={selectOptions(field.options, chosen)}
      filterOption={findsOption}
      style={{ width: '100%' }}
    />
  )
}
