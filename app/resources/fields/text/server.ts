import vine from '@vinejs/vine'
import { defineFieldType, OPERATORS_OF } from '../field_type.ts'
import { searchColumns, searchValues } from '../search_columns.ts'

const LONGEST = 100_000

/** Several lines of text. */
export default defineFieldType<'text'>({
  type: 'text',
  column: ({ column }) => ({ name: column, kind: 'text' }),
  companions: searchColumns,
  companionValues: searchValues,
  rule: ({ definition }) => {
    const rule = vine.string().maxLength(definition.max ?? LONGEST)
    return definition.min ? rule.minLength(definition.min) : rule
  },
  normalise: (value: string) => value.trim(),
  operators: OPERATORS_OF.text,
  sortable: false,
  schema: ({ definition }) => ({ type: 'string', maxLength: definition.max ?? LONGEST }),
})
