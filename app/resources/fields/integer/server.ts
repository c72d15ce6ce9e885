import vine from '@vinejs/vine'
import { defineFieldType, OPERATORS_OF } from '../field_type.ts'

const RANGE = { min: -2_147_483_648, max: 2_147_483_647 }

/** A whole number of 32 bits. */
export default defineFieldType<'integer'>({
  type: 'integer',
  column: ({ column }) => ({ name: column, kind: 'integer' }),
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
    minimum: definition.min ?? RANGE.min,
    maximum: definition.max ?? RANGE.max,
    examples: [definition.min ?? Math.min(1, definition.max ?? 1)],
  }),
})
