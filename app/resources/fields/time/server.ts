import vine from '@vinejs/vine'
import { defineFieldType, OPERATORS_OF } from '../field_type.ts'
import { TIME } from './time_text.ts'

/** A time of day to the minute, `08:30`. */
export default defineFieldType<'time'>({
  type: 'time',
  column: ({ column }) => ({ name: column, kind: 'time' }),
  rule: () => vine.string().regex(TIME),
  operators: OPERATORS_OF.ordered,
  sortable: true,
  groupable: true,
  metrics: ['min', 'max'],
  schema: () => ({ type: 'string', pattern: TIME.source, examples: ['08:30'] }),
})
