import vine from '@vinejs/vine'
import type { FieldOf } from '../field_type.ts'
import { dictionaryValues } from './dictionary_values.ts'

/** The value is one of the field's options, or an entry in use of its dictionary. */
export const choiceRule = vine.createRule(
  (value, field: FieldOf<'choice' | 'choices'>, context) => {
    const { options, dictionary } = field.definition
    const allowed = dictionary
      ? dictionaryValues(dictionary)
      : new Set(options?.map((option) => option.value))
    // The bar separates the values of a multiple choice in its column.
    const divides = field.definition.type === 'choices' && String(value).includes('|')
    if (divides || !allowed.has(value as string))
      context.report('The {{ field }} is not one of the options', 'choice', context)
  }
)
