import { integer, string } from '#app/resources/fields/builders.ts'
import { defineResource } from '#app/resources/define_resource.ts'

/** Uploaded files. One without a record is temporary, its owner's only; with one it follows the record's rights. */
export const files = defineResource('core.files', {
  fields: {
    name: string({ required: true, max: 255 }),
    size: integer({ required: true }),
    type: string({ required: true, max: 100 }),
    /** SHA-256 of the content. */
    hash: string({ required: true, max: 64, hidden: true }),
    /** The server's own name for the content, below `STORAGE_PATH/files`. */
    storedAs: string({ required: true, max: 64, hidden: true }),
    resource: string({ max: 60 }),
    record: string({ max: 36, index: true }),
    field: string({ max: 40 }),
  },
  title: 'name',
  readonly: true,
})
