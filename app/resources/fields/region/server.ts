import vine from '@vinejs/vine'
import { defineFieldType, OPERATORS_OF } from '../field_type.ts'
import { textRule } from '../text_rules.ts'
import { isRegion } from './regions.ts'

/** A province, city or district by its code; `startswith 4401` finds everything within a city. */
export default defineFieldType<'region'>({
  type: 'region',
  column: ({ column }) => ({ name: column, kind: 'varchar', length: 6, ascii: true }),
  rule: ({ definition }) =>
    vine
      .string()
      .trim()
      .use(textRule({ valid: (code) => isRegion(code, definition.level), name: 'choice' })),
  normalise: (value: string) => value.trim(),
  operators: [...OPERATORS_OF.identity, 'startswith', 'nstartswith'],
  sortable: true,
  groupable: true,
  schema: () => ({ type: 'string', pattern: '^\\d{2}(\\d{2}(\\d{2})?)?$', examples: ['440103'] }),
})
