import vine from '@vinejs/vine'
import { isRecordId, SOME_ID } from '#app/database/record_id.ts'
import { defineFieldType, REFERENCE } from '../field_type.ts'
import { textRule } from '../text_rules.ts'

const MOST = 1000

/** Records of another resource, in the order given: ids in, `{id, label}` out. Kept in a table of pairs. */
export default defineFieldType<'manyToMany'>({
  type: 'manyToMany',
  column: () => null,
  rule: () =>
    vine
      .array(vine.string().use(textRule({ valid: isRecordId, name: 'relation' })))
      .maxLength(MOST)
      .distinct(),
  operators: [],
  sortable: false,
  schema: () => ({
    type: 'array',
    items: { type: 'string', format: 'uuid' },
    uniqueItems: true,
    maxItems: MOST,
    examples: [[SOME_ID]],
  }),
  answerSchema: () => ({ type: 'array', items: REFERENCE }),
})
