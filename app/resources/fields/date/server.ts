import vine from '@vinejs/vine'
import { DateTime } from 'luxon'
import { defineFieldType, OPERATORS_OF } from '../field_type.ts'

const dateRule = vine.createRule((value, options: { min?: string; max?: string }, field) => {
  if (
    typeof value !== 'string' ||
    !/^\d{4}-\d{2}-\d{2}$/.test(value) ||
    value < '1000' ||
    !DateTime.fromISO(value).isValid
  ) {
    return field.report('The {{ field }} must be a date such as 2026-11-23', 'date', field)
  }
  if ((options.min && value < options.min) || (options.max && value > options.max)) {
    field.report('The {{ field }} is out of range', 'range', field)
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
  schema: () => ({ type: 'string', format: 'date' }),
})
