import belongsTo from '../belongsTo/server.ts'
import { defineFieldType, type FieldType } from '../field_type.ts'

/** The parent in a tree of the same resource. */
export default defineFieldType<'parent'>({
  ...belongsTo,
  type: 'parent',
} as unknown as FieldType<'parent'>)
