import { string, text } from '#app/resources/fields/builders.ts'
import { defineResource } from '#app/resources/define_resource.ts'

/** What a kind of person may do; granted to people by their memberships. */
export const roles = defineResource('core.roles', {
  fields: {
    name: string({ required: true, max: 64, unique: true, search: true }),
    description: text({ max: 500 }),
    /** The word code knows a built-in role by: `administrator`, `doctor`. */
    code: string({ max: 64, unique: true, readonly: true, hidden: true }),
    origin: string({ max: 20, readonly: true, hidden: true }),
  },
  title: 'name',
  sort: [{ field: 'name', order: 'asc' }],
  configuration: true,
})
