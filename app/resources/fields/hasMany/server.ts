import vine from '@vinejs/vine'
import { defineFieldType } from '../field_type.ts'

const MOST_ROWS = 500

/** The records that point here. As a sub-table, the whole list of rows is written with the parent. */
export default defineFieldType<'hasMany'>({
  type: 'hasMany',
  column: () => null,
  rule: () => vine.array(vine.any()).maxLength(MOST_ROWS),
  operators: [],
  sortable: false,
  schema: ({ definition }) => ({
    type: 'array',
    items: { $ref: `#/components/schemas/${definition.target}.row` },
    maxItems: MOST_ROWS,
  }),
  answerSchema: ({ definition }) => ({
    type: 'array',
    items: { $ref: `#/components/schemas/${definition.target}` },
  }),
})
