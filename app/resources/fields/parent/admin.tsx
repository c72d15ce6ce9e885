import {
  defineFieldUi,
  type CellProps,
  type FilterProps,
} from '../../../../admin/src/fields/field_ui.ts'
import { ONE_OF_OPERATORS } from '../../../../admin/src/fields/operators.ts'
import { ParentSelect } from '../../../../admin/src/fields/parent_select.tsx'
import { RecordLink } from '../../../../admin/src/fields/record_link.tsx'
import { RelationFilter } from '../../../../admin/src/fields/relation_filter.tsx'

export default defineFieldUi<'parent'>({
  type: 'parent',
  Input: ParentSelect,
  Cell: ParentCell,
  Filter: ParentFilter,
  operators: ONE_OF_OPERATORS,
  words: 'set',
  width: 160,
  toInput: ({ id }) => id,
})

function ParentCell({ resource, value }: CellProps<'parent'>) {
  return <RecordLink target={resource} reference={value} />
}

function ParentFilter({ resource, field, ...filter }: FilterProps<'parent'>) {
  return <RelationFilter {...filter} target={resource} label={field.label} />
}
