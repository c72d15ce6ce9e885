import { useTranslation } from 'react-i18next'
import { useTitles } from '../../fields/relation_filter.tsx'
import { FieldCell } from '../../fields/field_cell.tsx'
import { formatMoment } from '../../fields/format.ts'
import { operandShape } from '../../fields/operators.ts'
import type { FieldFilter } from '@xinglin/contracts'
import type { NamedField } from '../shared/resource_fields.ts'

/** A filter's value in words, for its chip. */
export function ValueText({ filter, target }: { filter: FieldFilter; target: NamedField }) {
  const { t } = useTranslation()
  const shape = operandShape(filter.operator)
  if (shape === 'none') return null
  const values = [filter.value].flat()
  const text = values.map((value, i) => (
    <span key={i}>
      {i > 0 && (shape === 'pair' ? ' – ' : t('screens.filters.separator'))}
      <OneValue value={value} target={target} />
    </span>
  ))
  return <>{text}</>
}

function OneValue({ value, target }: { value: unknown; target: NamedField }) {
  const { field, name, resource } = target
  const relation =
    field.type === 'belongsTo' || field.type === 'manyToMany'
      ? field.target
      : field.type === 'parent'
        ? resource
        : null
  const title = useTitles(relation ?? '', relation && typeof value === 'string' ? [value] : [])
  if (relation) return <>{title.get(String(value)) ?? '…'}</>
  if (field.type === 'datetime') return <>{formatMoment(String(value))}</>
  // An array type's filter lists single values, its cell shows arrays.
  const shown = field.type === 'choices' ? [value] : value
  return (
    <FieldCell
      name={name}
      field={field}
      resource={resource}
      record={{}}
      value={shown}
      place="list"
    />
  )
}
