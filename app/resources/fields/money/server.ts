import vine from '@vinejs/vine'
import { defineFieldType, OPERATORS_OF } from '../field_type.ts'

/** An amount in fen. Bound to what a double holds exactly, as JSON carries it as a number. */
const RANGE = { min: -9_007_199_254_740_991, max: 9_007_199_254_740_991 }

export default defineFieldType<'money'>({
  type: 'money',
  column: ({ column }) => ({ name: column, kind: 'bigint' }),
  rule: ({ definition }) =>
    vine
      .number({ strict: true })
      .withoutDecimals()
      .range([definition.min ?? RANGE.min, definition.max ?? RANGE.max]),
  fromDb: Number,
  operators: OPERATORS_OF.ordered,
  sortable: true,
  groupable: true,
  metrics: ['sum', 'avg', 'min', 'max'],
  schema: ({ definition }) => ({
    type: 'integer',
    description: 'fen',
    minimum: definition.min ?? RANGE.min,
    maximum: definition.max ?? RANGE.max,
    examples: [definition.min ?? Math.min(1250, definition.max ?? 1250)],
  }),
})
