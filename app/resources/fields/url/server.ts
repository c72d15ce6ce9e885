import vine from '@vinejs/vine'
import { defineFieldType, OPERATORS_OF } from '../field_type.ts'

/** A web address; other schemes (javascript:, data:) are refused. */
export default defineFieldType<'url'>({
  type: 'url',
  column: ({ column }) => ({ name: column, kind: 'text' }),
  rule: () =>
    vine
      .string()
      .trim()
      .url({ protocols: ['http', 'https'], require_protocol: true, require_tld: false })
      .maxLength(2048),
  normalise: (value: string) => value.trim(),
  operators: OPERATORS_OF.text,
  sortable: false,
  schema: () => ({
    type: 'string',
    format: 'uri',
    maxLength: 2048,
    examples: ['https://xinglin.cn/'],
  }),
})
