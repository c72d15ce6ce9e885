import vine from '@vinejs/vine'
import { defineFieldType, OPERATORS_OF } from '../field_type.ts'
import { isDate } from './date_text.ts'

const dateRule = vine.createRule((value, options: { min?: string; max?: string }, field) => {
  if (typeof value !== 'string' || !isDate(value)) {
    return field.report('The {{ field }} must be a date such as 2026-11-23', 'date', field)
  }
  if ((options.min && value < options.min) || (options.max && value > options.max)) {
    field.report('The {{ field }} is out of range', 'range', field, { ...options })
  }
})

/** A day, `2026-11-23`, without time or zone. */
export default defineFieldType<'date'>({
  type: 'date',
  column: ({ column }) => ({ name: column, kind: 'date' }),
  rule: ({ definition }) => vine.string().use(dateRule(definition)),
  operators: OPERATORS_OF.ordered,
  sortable: true,
  groupable: true,
  metrics: ['min', 'max'],
  schema: ({ definition: { min, max } }) => ({
    type: 'string',
    format: 'date',
    examples: [min ?? max ?? '2026-11-23'],
  }),
})
