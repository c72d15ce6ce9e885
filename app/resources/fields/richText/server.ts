import vine from '@vinejs/vine'
import { defineFieldType } from '../field_type.ts'
import { lengthRule } from '../text_rules.ts'
import { cleanHtml, isBlankHtml } from './clean_html.ts'

const LONGEST = 200_000

/** Formatted text as HTML of a few harmless tags, cleaned when it is written. */
export default defineFieldType<'richText'>({
  type: 'richText',
  column: ({ column }) => ({ name: column, kind: 'text' }),
  rule: ({ definition }) => vine.string().use(lengthRule({ max: definition.max ?? LONGEST })),
  normalise: (value: string) => {
    const html = cleanHtml(value)
    return isBlankHtml(html) ? null : html
  },
  operators: ['contains', 'ncontains', 'containss', 'ncontainss', 'null', 'nnull'],
  sortable: false,
  schema: ({ definition }) => ({
    type: 'string',
    contentMediaType: 'text/html',
    maxLength: definition.max ?? LONGEST,
  }),
})
