import { choice, integer, parent, string } from '#app/resources/fields/builders.ts'
import { defineResource } from '#app/resources/define_resource.ts'

/** The hospital's tree: institutions, and the departments in them. */
export const departments = defineResource('core.departments', {
  fields: {
    name: string({ required: true, max: 100, search: true }),
    kind: choice({
      options: [
        { value: 'institution', color: 'blue' },
        { value: 'department', color: 'cyan' },
      ],
      default: 'department',
      required: true,
    }),
    parent: parent(),
    status: choice({
      options: [
        { value: 'active', color: 'green' },
        { value: 'stopped', color: 'default' },
      ],
      default: 'active',
      required: true,
    }),
    order: integer({ default: 0 }),
  },
  title: 'name',
  sort: [
    { field: 'order', order: 'asc' },
    { field: 'name', order: 'asc' },
  ],
  configuration: true,
})
