import vine from '@vinejs/vine'
import { isRecordId, SOME_ID } from '#app/database/record_id.ts'
import { OPERATORS_OF, REFERENCE, type FieldOf, type FieldType } from '../field_type.ts'
import { textRule } from '../text_rules.ts'

/** What a record keeps of a file attached to it, so that a list needs no join. */
export interface StoredFile {
  id: string
  label: string
  type: string
  size: number
}

const MOST = 50

type FileField = 'file' | 'image'

/** Shared by files and images: ids in, `{id, label}` out, kept as JSON in the order given. */
export function fileType<T extends FileField>(type: T): FieldType<T> {
  return {
    type,
    column: ({ column }) => ({ name: column, kind: 'text' }),
    rule: ({ definition }) =>
      vine
        .array(vine.string().use(textRule({ valid: isRecordId, name: 'relation' })))
        .maxLength((definition as FieldOf<FileField>['definition']).maxCount ?? MOST)
        .distinct(),
    attached: true,
    empty: () => [],
    toDb: (files: StoredFile[]) => JSON.stringify(files),
    fromDb: (stored: string) => JSON.parse(stored),
    toJson: (files: StoredFile[]) => files.map(({ id, label }) => ({ id, label })),
    operators: OPERATORS_OF.presence,
    sortable: false,
    schema: ({ definition }) => ({
      type: 'array',
      items: { type: 'string', format: 'uuid' },
      uniqueItems: true,
      maxItems: (definition as FieldOf<FileField>['definition']).maxCount ?? MOST,
      examples: [[SOME_ID]],
    }),
    answerSchema: () => ({ type: 'array', items: REFERENCE }),
  }
}
