import vine from '@vinejs/vine'
import { defineFieldType, OPERATORS_OF } from '../field_type.ts'

const LARGEST = 200_000

const jsonRule = vine.createRule((value, _options, field) => {
  if (JSON.stringify(value).length > LARGEST)
    field.report('The {{ field }} is too large', 'maxLength', field)
})

/** Any JSON value, kept as text; the databases do not look inside. */
export default defineFieldType<'json'>({
  type: 'json',
  column: ({ column }) => ({ name: column, kind: 'text' }),
  rule: () => vine.any().use(jsonRule()),
  toDb: (value) => JSON.stringify(value),
  fromDb: (stored: string) => JSON.parse(stored),
  operators: OPERATORS_OF.presence,
  sortable: false,
  schema: () => ({}),
})
