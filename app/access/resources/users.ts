import { boolean, choice, email, mobile, password, string } from '#app/resources/fields/builders.ts'
import { defineResource } from '#app/resources/define_resource.ts'

/** People who sign in. */
export const users = defineResource('core.users', {
  fields: {
    login: string({
      required: true,
      max: 64,
      pattern: '[A-Za-z0-9][A-Za-z0-9_.@+-]*',
      transform: 'lower',
      unique: true,
      search: true,
    }),
    name: string({ required: true, max: 64, search: true }),
    mobile: mobile({ index: true }),
    email: email({ index: true }),
    password: password(),
    status: choice({
      options: [
        { value: 'active', color: 'green' },
        { value: 'stopped', color: 'default' },
      ],
      default: 'active',
      required: true,
    }),
    /** A new or reset account chooses its own password at the next sign-in. */
    mustChangePassword: boolean({ default: false, hidden: true }),
  },
  title: 'name',
  sort: [{ field: 'login', order: 'asc' }],
  configuration: true,
})
