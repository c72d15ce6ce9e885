import vine from '@vinejs/vine'
import { defineFieldType, OPERATORS_OF } from '../field_type.ts'
import { searchColumns, searchValues } from '../search_columns.ts'
import { lengthRule } from '../text_rules.ts'

const LONGEST = 100_000

/** Several lines of text. */
export default defineFieldType<'text'>({
  type: 'text',
  column: ({ column }) => ({ name: column, kind: 'text' }),
  companions: searchColumns,
  companionValues: searchValues,
  rule: ({ definition: { min, max = LONGEST } }) =>
    vine.string().trim().use(lengthRule({ min, max })),
  normalise: (value: string) => value.trim(),
  operators: OPERATORS_OF.text,
  sortable: false,
  schema: ({ definition }) => ({
    type: 'string',
    ...(definition.min && { minLength: definition.min }),
    maxLength: definition.max ?? LONGEST,
  }),
})
