import vine from '@vinejs/vine'
import { defineFieldType, OPERATORS_OF } from '../field_type.ts'

export default defineFieldType<'boolean'>({
  type: 'boolean',
  column: ({ column }) => ({ name: column, kind: 'boolean' }),
  rule: () => vine.boolean({ strict: true }),
  toDb: (value: boolean) => (value ? 1 : 0),
  fromDb: Boolean,
  operators: OPERATORS_OF.identity,
  sortable: true,
  groupable: true,
  schema: () => ({ type: 'boolean', examples: [true] }),
})
