import vine from '@vinejs/vine'
import { hospitalNow } from '../../hospital_time.ts'
import { defineFieldType, OPERATORS_OF } from '../field_type.ts'
import { searchColumns, searchValues } from '../search_columns.ts'
import { nextCount } from './next_number.ts'
import { formatNumber, parsePattern, periodOf } from './pattern.ts'

const LENGTH = 64

/** A number given once, when the record is made: `CF202611230001`. */
export default defineFieldType<'sequence'>({
  type: 'sequence',
  column: ({ column }) => ({ name: column, kind: 'varchar', length: LENGTH }),
  companions: searchColumns,
  companionValues: searchValues,
  rule: () => vine.string().trim().maxLength(LENGTH),
  generate: async ({ resource, name, definition }) => {
    const parts = parsePattern(definition.pattern)!
    const period = periodOf(parts, await hospitalNow())
    return formatNumber(parts, period, await nextCount(`${resource}.${name}`, period))
  },
  check: ({ pattern }) =>
    parsePattern(pattern)
      ? null
      : `the pattern ${pattern} must be text, at most one date part such as {yyyyMMdd}, and one counter such as {0001}`,
  operators: OPERATORS_OF.text,
  sortable: true,
  schema: () => ({ type: 'string', maxLength: LENGTH, readOnly: true }),
})
