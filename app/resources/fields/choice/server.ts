import vine from '@vinejs/vine'
import { defineFieldType, OPERATORS_OF } from '../field_type.ts'
import { choiceRule } from './choice_rule.ts'

/** One of the options, or of the entries of a dictionary. */
export default defineFieldType<'choice'>({
  type: 'choice',
  column: ({ column }) => ({ name: column, kind: 'varchar', length: 64 }),
  rule: (field) => vine.string().maxLength(64).use(choiceRule(field)),
  operators: OPERATORS_OF.identity,
  sortable: true,
  groupable: true,
  schema: ({ definition }) => ({
    type: 'string',
    ...(definition.options && { enum: definition.options.map(({ value }) => value) }),
  }),
})
