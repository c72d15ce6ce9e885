import { Select, Space } from 'antd'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { isGroup, type FieldFilter, type Filter } from '@xinglin/contracts'
import { operandShape } from '../../fields/operators.ts'
import { fieldUi } from '../../fields/registry.ts'
import type { NamedField } from '../shared/resource_fields.ts'
import { useFilterVariables, VariableOrValue } from './filter_variables.tsx'
import styles from './filters.module.css'

interface Props {
  filter: FieldFilter
  target: NamedField
  onChange: (value: unknown) => void
  autoFocus?: boolean
}

/** The value of a filter: a variable where some fit, or one that is typed or chosen. */
export function FilterValue(props: Props) {
  const { filter, target, onChange } = props
  const variables = useFilterVariables(target)
  const shape = operandShape(filter.operator)
  if (variables.length === 0 || shape === 'none' || shape === 'pair')
    return <FixedValue {...props} />
  return (
    <VariableOrValue
      variables={variables}
      list={shape === 'list'}
      value={filter.value}
      onChange={onChange}
    >
      <FixedValue {...props} />
    </VariableOrValue>
  )
}

/** The type's own editor, or its input once, twice, or as a list of words. */
function FixedValue({ filter, target, onChange, autoFocus }: Props) {
  const { t } = useTranslation()
  const id = useId()
  const { field, name, resource } = target
  const { Filter, Input } = fieldUi(field.type)
  const shape = operandShape(filter.operator)
  const { value } = filter
  if (shape === 'none') return null
  if (Filter) {
    return (
      <Filter
        name={name}
        field={field}
        resource={resource}
        operator={filter.operator}
        value={value}
        onChange={onChange}
        autoFocus={autoFocus}
      />
    )
  }
  const place = { name, field, resource, record: {} }
  if (shape === 'list') {
    return (
      <Select
        virtual={false}
        mode="tags"
        aria-label={field.label}
        autoFocus={autoFocus}
        open={false}
        suffixIcon={null}
        tokenSeparators={[',', '，', '\n']}
        placeholder={t('screens.filters.severalHint')}
        value={Array.isArray(value) ? value.map(String) : []}
        onChange={onChange}
        style={{ width: '100%' }}
      />
    )
  }
  if (shape === 'one') {
    return (
      <>
        <label htmlFor={id} className={styles.unseen}>
          {field.label}
        </label>
        <Input {...place} id={id} value={value} onChange={onChange} autoFocus={autoFocus} />
      </>
    )
  }
  const [low, high] = Array.isArray(value) ? value : [null, null]
  return (
    <Space.Compact block>
      <Input
        {...place}
        value={low}
        onChange={(next: unknown) => onChange([next, high])}
        autoFocus={autoFocus}
      />
      <Input {...place} value={high} onChange={(next: unknown) => onChange([low, next])} />
    </Space.Compact>
  )
}

/** Whether a filter says enough to be asked; the server refuses half a range and an empty list means nothing. */
export function isComplete({ operator, value }: FieldFilter): boolean {
  const shape = operandShape(operator)
  if (shape === 'none') return true
  if (shape === 'list') return Array.isArray(value) && value.length > 0
  if (shape === 'pair') {
    return (
      Array.isArray(value) &&
      value.length === 2 &&
      value.every((end) => end !== null && end !== undefined)
    )
  }
  return value !== null && value !== undefined && value !== ''
}

/** The same for a condition or a whole group of them. */
export function isReady(filter: Filter): boolean {
  return isGroup(filter) ? filter.value.every(isReady) : isComplete(filter)
}

/** The value a filter starts with, or keeps where the new operator takes the same shape. */
export function valueFor(operator: FieldFilter['operator'], before?: FieldFilter): unknown {
  const shape = operandShape(operator)
  // Refine drops filters without a value, so even "is empty" carries one.
  if (shape === 'none') return true
  if (before && operandShape(before.operator) === shape) return before.value
  return null
}
