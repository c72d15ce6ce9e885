import vine from '@vinejs/vine'
import { defineFieldType, OPERATORS_OF } from '../field_type.ts'

/** A mainland mobile number, eleven digits. */
export const MOBILE = /^1[3-9]\d{9}$/

export default defineFieldType<'mobile'>({
  type: 'mobile',
  column: ({ column }) => ({ name: column, kind: 'varchar', length: 11, ascii: true }),
  rule: () => vine.string().trim().regex(MOBILE),
  normalise: (value: string) => value.trim(),
  operators: OPERATORS_OF.text,
  sortable: true,
  schema: () => ({ type: 'string', pattern: MOBILE.source, examples: ['13800138000'] }),
})
