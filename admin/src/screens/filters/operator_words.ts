import type { TFunction } from 'i18next'
import type { MetaField, Operator } from '@xinglin/contracts'
import { fieldUi } from '../../fields/registry.ts'

/** An operator as one says it of this kind of field: "before" of a date, "less than" of a number. */
export function operatorWord(t: TFunction, field: MetaField, operator: Operator): string {
  const words = fieldUi(field.type).words ?? 'text'
  return t([`fields.operators.${words}.${operator}`, `fields.operators.any.${operator}`])
}

/** Operators worth offering: those the type's screen knows and the server takes for this field. */
export function offeredOperators(field: MetaField): Operator[] {
  const offered = fieldUi(field.type).operators.filter((operator) =>
    field.operators.includes(operator)
  )
  return offered.length > 0 ? offered : (field.operators as Operator[])
}
