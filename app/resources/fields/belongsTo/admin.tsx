import {
  defineFieldUi,
  type CellProps,
  type FilterProps,
  type InputProps,
} from '../../../../admin/src/fields/field_ui.ts'
import { ONE_OF_OPERATORS } from '../../../../admin/src/fields/operators.ts'
import { RecordLink } from '../../../../admin/src/fields/record_link.tsx'
import { RelationFilter } from '../../../../admin/src/fields/relation_filter.tsx'
import { RelationSelect } from '../../../../admin/src/fields/relation_select.tsx'

export default defineFieldUi<'belongsTo'>({
  type: 'belongsTo',
  Input: BelongsToInput,
  Cell: BelongsToCell,
  Filter: BelongsToFilter,
  operators: ONE_OF_OPERATORS,
  words: 'set',
  width: 160,
  toInput: ({ id }) => id,
})

function BelongsToInput({ field, value, onChange, ...input }: InputProps<'belongsTo'>) {
  return (
    <RelationSelect
      id={input.id}
      disabled={input.disabled}
      autoFocus={input.autoFocus}
      target={field.target}
      filters={field.filters}
      value={value ? [value] : []}
      onChange={([picked]) => onChange?.(picked ?? null)}
    />
  )
}

function BelongsToCell({ field, value }: CellProps<'belongsTo'>) {
  return <RecordLink target={field.target} reference={value} />
}

function BelongsToFilter({ field, ...filter }: FilterProps<'belongsTo'>) {
  return <RelationFilter {...filter} target={field.target} label={field.label} />
}
