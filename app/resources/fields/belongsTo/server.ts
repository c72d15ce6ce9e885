import vine from '@vinejs/vine'
import { defineFieldType, OPERATORS_OF, REFERENCE } from '../field_type.ts'
import { isRecordId, SOME_ID } from '#app/database/record_id.ts'
import { textRule } from '../text_rules.ts'

/** A record of another resource: its id in, `{id, label}` out. */
export default defineFieldType<'belongsTo'>({
  type: 'belongsTo',
  column: ({ column }) => ({ name: column, kind: 'id' }),
  rule: () => vine.string().use(textRule({ valid: isRecordId, name: 'relation' })),
  operators: OPERATORS_OF.identity,
  sortable: true,
  groupable: true,
  schema: () => ({ type: 'string', format: 'uuid', examples: [SOME_ID] }),
  answerSchema: () => REFERENCE,
})
