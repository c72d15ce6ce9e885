import hash from '@adonisjs/core/services/hash'
import vine from '@vinejs/vine'
import { defineFieldType, OPERATORS_OF } from '../field_type.ts'

/** A password, kept as a scrypt hash (made by the write, which may wait) and never shown. */
export default defineFieldType<'password'>({
  type: 'password',
  column: ({ column }) => ({ name: column, kind: 'varchar', length: 255, ascii: true }),
  rule: () => vine.string().maxLength(128),
  encode: (value: string) => hash.make(value),
  toJson: () => undefined,
  operators: OPERATORS_OF.presence,
  sortable: false,
  schema: () => ({ type: 'string', maxLength: 128, writeOnly: true }),
  answerSchema: () => null,
})
