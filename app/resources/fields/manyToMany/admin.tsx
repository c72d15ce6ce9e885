import { Fragment } from 'react'
import {
  defineFieldUi,
  type CellProps,
  type FilterProps,
  type InputProps,
} from '../../../../admin/src/fields/field_ui.ts'
import { SEVERAL_OPERATORS } from '../../../../admin/src/fields/operators.ts'
import { RecordLink } from '../../../../admin/src/fields/record_link.tsx'
import { RelationFilter } from '../../../../admin/src/fields/relation_filter.tsx'
import { RelationSelect } from '../../../../admin/src/fields/relation_select.tsx'

export default defineFieldUi<'manyToMany'>({
  type: 'manyToMany',
  Input: ManyToManyInput,
  Cell: ManyToManyCell,
  Filter: ManyToManyFilter,
  operators: SEVERAL_OPERATORS,
  words: 'set',
  width: 200,
  toInput: (value) => value.map(({ id }) => id),
})

function ManyToManyInput({ field, value, onChange, ...input }: InputProps<'manyToMany'>) {
  return (
    <RelationSelect
      id={input.id}
      disabled={input.disabled}
      autoFocus={input.autoFocus}
      target={field.target}
      multiple
      value={value ?? []}
      onChange={onChange}
    />
  )
}

function ManyToManyCell({ field, value }: CellProps<'manyToMany'>) {
  return (
    <>
      {value.map((reference, i) => (
        <Fragment key={reference.id ?? i}>
          {i > 0 && '、'}
          <RecordLink target={field.target} reference={reference} />
        </Fragment>
      ))}
    </>
  )
}

function ManyToManyFilter({ field, ...filter }: FilterProps<'manyToMany'>) {
  return <RelationFilter {...filter} target={field.target} label={field.label} />
}
