import { belongsTo } from '#app/resources/fields/builders.ts'
import { defineResource } from '#app/resources/define_resource.ts'

/** A person has a role in a department; several of each are usual. */
export const memberships = defineResource('core.memberships', {
  fields: {
    user: belongsTo('core.users', { required: true, onDelete: 'cascade' }),
    department: belongsTo('core.departments'),
    role: belongsTo('core.roles', { required: true }),
  },
  title: 'user',
  unique: [['user', 'department', 'role']],
  configuration: true,
})
