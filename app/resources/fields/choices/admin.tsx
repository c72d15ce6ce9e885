import { Select, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { findsOption, selectOptions } from '../../../../admin/src/fields/choice_dot.tsx'
import { ChoiceFilter } from '../../../../admin/src/fields/choice_filter.tsx'
import {
  defineFieldUi,
  type CellProps,
  type InputProps,
} from '../../../../admin/src/fields/field_ui.ts'
import { SEVERAL_OPERATORS } from '../../../../admin/src/fields/operators.ts'

export default defineFieldUi<'choices'>({
  type: 'choices',
  Input: ChoicesInput,
  Cell: ChoicesCell,
  Filter: ChoiceFilter,
  operators: SEVERAL_OPERATORS,
  words: 'set',
  width: 180,
})

function ChoicesInput({ field, id, value, onChange, disabled, autoFocus }: InputProps<'choices'>) {
  const { t } = useTranslation()
  return (
    <Select
      virtual={false}
      id={id}
      mode="multiple"
      value={value ?? []}
      onChange={(chosen) => onChange?.(chosen)}
      options={selectOptions(field.options, value ?? [])}
      filterOption={findsOption}
      allowClear
      placeholder={t('fields.choice.placeholder')}
      disabled={disabled}
      autoFocus={autoFocus}
      style={{ width: '100%' }}
    />
  )
}

function ChoicesCell({ field, value }: CellProps<'choices'>) {
  return (
    <>
      {value.map((chosen) => {
        const option = field.options?.find((item) => item.value === chosen)
        return (
          <Tag key={chosen} color={option?.color}>
            {option?.label ?? chosen}
          </Tag>
        )
      })}
    </>
  )
}
