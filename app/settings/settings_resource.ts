import { json, string } from '#app/resources/fields/builders.ts'
import { defineResource } from '#app/resources/define_resource.ts'

/** Settings that somebody changed; all others have the value their definition gives. */
export const settings = defineResource('core.settings', {
  fields: {
    key: string({ required: true, max: 64, unique: true, immutable: true }),
    value: json(),
  },
  title: 'key',
  sort: [{ field: 'key', order: 'asc' }],
  configuration: true,
})
