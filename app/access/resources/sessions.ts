import { belongsTo, choice, datetime, string } from '#app/resources/fields/builders.ts'
import { defineResource } from '#app/resources/define_resource.ts'

/** Signed-in browsers and devices. The secret itself is kept nowhere, only its hash. */
export const sessions = defineResource('core.sessions', {
  fields: {
    user: belongsTo('core.users', { required: true, onDelete: 'cascade' }),
    kind: choice({ required: true, options: [{ value: 'cookie' }, { value: 'token' }] }),
    secretHash: string({ max: 64, unique: true, hidden: true }),
    department: belongsTo('core.departments', { onDelete: 'detach' }),
    device: string({ max: 100 }),
    ip: string({ max: 45 }),
    userAgent: string({ max: 255 }),
    lastSeenAt: datetime({ index: true }),
    expiresAt: datetime({ required: true }),
  },
  title: 'device',
  readonly: true,
})
