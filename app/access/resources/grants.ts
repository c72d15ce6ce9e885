import type { Filters } from '@xinglin/contracts'
import { belongsTo, choice, json, string } from '#app/resources/fields/builders.ts'
import { grantableActions } from '../grantable_actions.ts'
import { defineResource } from '#app/resources/define_resource.ts'

/** What a role may do with a resource: fields and rows, one line for each action. */
export const grants = defineResource('core.grants', {
  fields: {
    role: belongsTo('core.roles', { required: true, onDelete: 'cascade' }),
    resource: string({ required: true, max: 60, pattern: '[a-z][a-z0-9_]*\\.[a-z][A-Za-z0-9]*' }),
    action: choice({ required: true, options: grantableActions }),
    readFields: json<'*' | string[]>({ default: '*' }),
    writeFields: json<'*' | string[]>({ default: '*' }),
    scope: json<Filters>(),
    origin: string({ max: 20, readonly: true, hidden: true }),
  },
  title: 'resource',
  unique: [['role', 'resource', 'action']],
  configuration: true,
})
