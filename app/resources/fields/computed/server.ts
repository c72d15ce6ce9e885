import { checkExpression, evaluate } from '@xinglin/contracts'
import vine from '@vinejs/vine'
import { Refusal } from '#app/errors/refusal.ts'
import boolean from '../boolean/server.ts'
import date from '../date/server.ts'
import decimal from '../decimal/server.ts'
import { defineFieldType, type FieldOf, type FieldType } from '../field_type.ts'
import integer from '../integer/server.ts'
import money from '../money/server.ts'
import string from '../string/server.ts'
import { resultAs } from './result.ts'

const TYPES = { boolean, date, decimal, integer, money, string } as unknown as Record<
  FieldOf<'computed'>['definition']['as'],
  FieldType<'computed'>
>

/** Never typed in: the write refuses the field before a rule is asked. */
const rule = () => vine.any()

/** A value that follows from other fields of the record, computed at each write and stored as the type it has. */
export default defineFieldType<'computed'>({
  type: 'computed',
  check: ({ expression }, earlier) => checkExpression(expression, (name) => earlier.has(name)),
  // Everything but the making of the value is as for the type it is stored as.
  variant: ({ as }) => ({ ...TYPES[as], type: 'computed', rule, derive }),
  column: (field) => TYPES[field.definition.as].column(field),
  rule,
  operators: [],
  sortable: true,
  schema: (field) => TYPES[field.definition.as].schema(field),
})
/** @throws E_RANGE or E_LENGTH where the result does not fit its column: it is never cut or rounded away */
function derive(
  scope: Parameters<NonNullable<FieldType['derive']>>[0],
  { name, definition }: FieldOf<'computed'>
): unknown {
  const result = resultAs(evaluate(definition.expression, scope), definition)
  if (result.problem) throw new Refusal([{ code: result.problem, field: name }])
  return result.value
}
