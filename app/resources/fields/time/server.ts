import vine from '@vinejs/vine'
import { defineFieldType, OPERATORS_OF } from '../field_type.ts'

/** A time of day to the minute, `08:30`. */
export default defineFieldType<'time'>({
  type: 'time',
  column: ({ column }) => ({ name: column, kind: 'time' }),
  rule: () => vine.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
  operators: OPERATORS_OF.ordered,
  sortable: true,
  groupable: true,
  metrics: ['min', 'max'],
  schema: () => ({ type: 'string', pattern: '^([01]\\d|2[0-3]):[0-5]\\d$' }),
})
