import vine from '@vinejs/vine'
import { defineFieldType, OPERATORS_OF } from '../field_type.ts'

export default defineFieldType<'email'>({
  type: 'email',
  column: ({ column }) => ({ name: column, kind: 'varchar', length: 254 }),
  rule: () => vine.string().trim().email().maxLength(254),
  normalise: (value: string) => value.trim().toLowerCase(),
  operators: OPERATORS_OF.text,
  sortable: true,
  schema: () => ({ type: 'string', format: 'email', maxLength: 254 }),
})
