import vine from '@vinejs/vine'
import { foldCase } from '@xinglin/contracts'
import { defineFieldType, OPERATORS_OF } from '../field_type.ts'
import { lengthRule } from '../text_rules.ts'

const LONGEST = 254

/** An address for mail, in lower case so that one person is found under one spelling. */
export default defineFieldType<'email'>({
  type: 'email',
  column: ({ column }) => ({ name: column, kind: 'varchar', length: LONGEST }),
  rule: () =>
    vine
      .string()
      .trim()
      .email()
      .use(lengthRule({ max: LONGEST })),
  normalise: (value: string) => foldCase(value.trim()),
  operators: OPERATORS_OF.text,
  sortable: true,
  schema: () => ({
    type: 'string',
    format: 'email',
    maxLength: LONGEST,
    examples: ['wang@example.cn'],
  }),
})
