import vine from '@vinejs/vine'
import { defineFieldType, OPERATORS_OF } from '../field_type.ts'
import { fromStored, toStored } from '#app/database/instant.ts'
import { isInstant, toIso } from './instant.ts'

const instantRule = vine.createRule((value, _options, field) => {
  if (typeof value !== 'string' || !isInstant(value)) {
    field.report('The {{ field }} must be an ISO 8601 time with its zone', 'datetime', field)
  }
})

/** A moment, ISO 8601 UTC with milliseconds; an input may carry any offset. */
export default defineFieldType<'datetime'>({
  type: 'datetime',
  column: ({ column }) => ({ name: column, kind: 'datetime' }),
  rule: () => vine.string().use(instantRule()),
  normalise: toIso,
  toDb: (value: string, _field, dialect) => toStored(value, dialect),
  fromDb: (stored: string, _field, dialect) => fromStored(stored, dialect),
  operators: OPERATORS_OF.ordered,
  sortable: true,
  groupable: true,
  metrics: ['min', 'max'],
  schema: () => ({ type: 'string', format: 'date-time', examples: ['2026-11-23T06:05:00.123Z'] }),
})
