import vine from '@vinejs/vine'
import { foldCase } from '@xinglin/contracts'
import { defineFieldType, OPERATORS_OF } from '../field_type.ts'
import { foldUpper, lengthRule, patternRule } from '../text_rules.ts'
import { searchColumns, searchValues } from '../search_columns.ts'

const LONGEST = 255

/** One line of text, at most 255 characters, indexable. */
export default defineFieldType<'string'>({
  type: 'string',
  column: ({ column, definition }) => ({
    name: column,
    kind: 'varchar',
    length: definition.max ?? LONGEST,
  }),
  companions: searchColumns,
  companionValues: searchValues,
  rule: ({ definition: { min, max = LONGEST, pattern } }) => {
    const rule = vine.string().trim().use(lengthRule({ min, max }))
    return pattern ? rule.use(patternRule({ pattern })) : rule
  },
  normalise: (value: string, { definition }) => {
    const text = value.trim()
    if (definition.transform === 'upper') return foldUpper(text)
    return definition.transform === 'lower' ? foldCase(text) : text
  },
  operators: OPERATORS_OF.text,
  sortable: true,
  groupable: true,
  metrics: ['min', 'max'],
  schema: ({ definition }) => ({
    type: 'string',
    ...(definition.min && { minLength: definition.min }),
    maxLength: definition.max ?? LONGEST,
    ...(definition.pattern && { pattern: `^(?:${definition.pattern})$` }),
  }),
})
