import vine from '@vinejs/vine'
import { choiceRule } from '../choice/choice_rule.ts'
import { defineFieldType } from '../field_type.ts'

const MOST = 100

/** Several of the options: an array in JSON, kept as `|a|b|` so that one value can be found inside. */
export default defineFieldType<'choices'>({
  type: 'choices',
  column: ({ column }) => ({ name: column, kind: 'text' }),
  rule: (field) => vine.array(vine.string().maxLength(64).use(choiceRule(field))).maxLength(MOST),
  normalise: (values: string[]) => [...new Set(values)],
  empty: () => [],
  multiple: true,
  toDb: (values: string[]) => `|${values.join('|')}|`,
  fromDb: (stored: string) => stored.slice(1, -1).split('|'),
  operators: ['ina', 'nina', 'in', 'nin', 'eq', 'ne', 'null', 'nnull'],
  sortable: false,
  schema: ({ definition }) => ({
    type: 'array',
    uniqueItems: true,
    maxItems: MOST,
    items: {
      type: 'string',
      ...(definition.options && { enum: definition.options.map(({ value }) => value) }),
    },
  }),
})
