import vine from '@vinejs/vine'
import { defineFieldType, OPERATORS_OF } from '../field_type.ts'
import { textRule } from '../text_rules.ts'
import { isIdCard } from './id_card.ts'

/** An ID-card number of 18 characters, date and checksum verified. */
export default defineFieldType<'idCard'>({
  type: 'idCard',
  column: ({ column }) => ({ name: column, kind: 'varchar', length: 18, ascii: true }),
  rule: () =>
    vine
      .string()
      .trim()
      .use(textRule({ valid: (text) => isIdCard(text.toUpperCase()), name: 'idCard' })),
  normalise: (value: string) => value.trim().toUpperCase(),
  operators: OPERATORS_OF.text,
  sortable: true,
  schema: () => ({ type: 'string', pattern: '^\\d{17}[\\dXx]$', examples: ['11010519491231002X'] }),
})
