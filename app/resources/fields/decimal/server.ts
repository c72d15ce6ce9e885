import vine from '@vinejs/vine'
import { defineFieldType, OPERATORS_OF, type FieldOf } from '../field_type.ts'
import { fromScaled, toScaled } from './decimal_text.ts'

const SCALE = 2
/** What SQLite's integers reach JavaScript as exactly. */
const LARGEST = BigInt(Number.MAX_SAFE_INTEGER)

const scaleOf = ({ definition }: FieldOf<'decimal'>) => definition.scale ?? SCALE

const decimalRule = vine.createRule((value, field: FieldOf<'decimal'>, context) => {
  const { min, max } = field.definition
  const scale = scaleOf(field)
  const scaled = typeof value === 'string' ? toScaled(value, scale) : null
  if (scaled === null || scaled > LARGEST || scaled < -LARGEST) {
    return context.report('The {{ field }} must be a decimal text', 'decimal', context)
  }
  const low = min === undefined ? null : toScaled(min, scale)
  const high = max === undefined ? null : toScaled(max, scale)
  if ((low !== null && scaled < low) || (high !== null && scaled > high)) {
    context.report('The {{ field }} is out of range', 'range', context, { min, max })
  }
})

/** An exact decimal, a string in JSON: DECIMAL on MySQL, a scaled integer on SQLite. */
export default defineFieldType<'decimal'>({
  type: 'decimal',
  column: (field) => ({ name: field.column, kind: 'decimal', scale: scaleOf(field) }),
  rule: (field) => vine.string().use(decimalRule(field)),
  normalise: (value: string, field) => fromScaled(toScaled(value, scaleOf(field))!, scaleOf(field)),
  toDb: (value: string, field, dialect) =>
    dialect === 'mysql' ? value : Number(toScaled(value, scaleOf(field))),
  fromDb: (stored: string | number, field, dialect) =>
    dialect === 'mysql' ? String(stored) : fromScaled(BigInt(stored), scaleOf(field)),
  operators: OPERATORS_OF.ordered,
  filterValue: (value, field, dialect) => {
    const scaled = typeof value === 'string' ? toScaled(value, scaleOf(field)) : null
    if (scaled === null) return undefined
    return dialect === 'mysql' ? fromScaled(scaled, scaleOf(field)) : Number(scaled)
  },
  sortable: true,
  metrics: ['sum', 'avg', 'min', 'max'],
  schema: (field) => ({
    type: 'string',
    pattern: scaleOf(field) === 0 ? '^-?\\d+$' : `^-?\\d+(\\.\\d{1,${scaleOf(field)}})?$`,
    examples: [field.definition.min ?? field.definition.max ?? fromScaled(1250n, scaleOf(field))],
  }),
})
