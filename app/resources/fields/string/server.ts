import vine from '@vinejs/vine'
import { defineFieldType, OPERATORS_OF } from '../field_type.ts'
import { patternRule } from '../text_rules.ts'
import { searchColumns, searchValues } from '../search_columns.ts'

/** One line of text, at most 255 characters, indexable. */
export default defineFieldType<'string'>({
  type: 'string',
  column: ({ column, definition }) => ({
    name: column,
    kind: 'varchar',
    length: definition.max ?? 255,
  }),
  companions: searchColumns,
  companionValues: searchValues,
  rule: ({ definition }) => {
    let rule = vine.string().maxLength(Math.min(definition.max ?? 255, 255))
    if (definition.min) rule = rule.minLength(definition.min)
    return definition.pattern ? rule.use(patternRule({ pattern: definition.pattern })) : rule
  },
  normalise: (value: string, { definition }) => {
    const text = value.trim()
    if (definition.transform === 'upper') return text.toUpperCase()
    return definition.transform === 'lower' ? text.toLowerCase() : text
  },
  operators: OPERATORS_OF.text,
  sortable: true,
  groupable: true,
  metrics: ['min', 'max'],
  schema: ({ definition }) => ({
    type: 'string',
    maxLength: definition.max ?? 255,
    ...(definition.pattern && { pattern: definition.pattern }),
  }),
})
