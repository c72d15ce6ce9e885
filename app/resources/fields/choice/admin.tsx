import { Radio, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { ChoiceDot, findsOption, selectOptions } from '../../../../admin/src/fields/choice_dot.tsx'
import { ChoiceFilter } from '../../../../admin/src/fields/choice_filter.tsx'
import {
  defineFieldUi,
  type CellProps,
  type InputProps,
} from '../../../../admin/src/fields/field_ui.ts'
import { ONE_OF_OPERATORS } from '../../../../admin/src/fields/operators.ts'

export default defineFieldUi<'choice'>({
  type: 'choice',
  Input: ChoiceInput,
  Cell: ChoiceCell,
  Filter: ChoiceFilter,
  operators: ONE_OF_OPERATORS,
  words: 'set',
  width: 120,
})

const MOST_SIDE_BY_SIDE = 4

/** Few options that must have one chosen lie side by side; all others are a list that can be emptied. */
function ChoiceInput({ field, id, value, onChange, disabled, autoFocus }: InputProps<'choice'>) {
  const { t } = useTranslation()
  const options = selectOptions(field.options, value ? [value] : [])
  if (field.required && options.length > 0 && options.length <= MOST_SIDE_BY_SIDE) {
    return (
      <Radio.Group
        id={id}
        block
        optionType="button"
        value={value}
        onChange={({ target }) => onChange?.(target.value as string)}
        options={options.map(({ value: option, label, disabled: unused }) => ({
          value: option,
          label,
          disabled: unused,
        }))}
        disabled={disabled}
      />
    )
  }
  return (
    <Select
      virtual={false}
      id={id}
      value={value}
      onChange={(chosen) => onChange?.(chosen ?? null)}
      options={options}
      showSearch
      filterOption={findsOption}
      allowClear={!field.required}
      placeholder={t('fields.choice.placeholder')}
      disabled={disabled}
      autoFocus={autoFocus}
      style={{ width: '100%' }}
    />
  )
}

function ChoiceCell({ field, value }: CellProps<'choice'>) {
  return <ChoiceDot options={field.options} value={value} />
}
