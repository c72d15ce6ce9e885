import { integer, json, string } from '#app/resources/fields/builders.ts'
import { defineResource } from '#app/resources/define_resource.ts'

/** What happened. Written with the change it tells of, chained by the sealer within a second. */
export const audit = defineResource('core.audit', {
  fields: {
    actor: string({ max: 36, index: true }),
    actorName: string({ max: 64 }),
    action: string({ required: true, max: 40, index: true }),
    resource: string({ max: 60 }),
    record: string({ max: 36, index: true }),
    ip: string({ max: 45 }),
    request: string({ max: 64 }),
    detail: json(),
    /** Place in the chain; null until sealed. */
    seq: integer({ unique: true }),
    seal: string({ max: 64, hidden: true }),
  },
  title: 'action',
  log: true,
})

/** Each version of each record: the values that changed, before and after. */
export const revisions = defineResource('core.revisions', {
  fields: {
    resource: string({ required: true, max: 60 }),
    record: string({ required: true, max: 36 }),
    n: integer({ required: true }),
    action: string({ required: true, max: 10 }),
    byUser: string({ max: 36 }),
    before: json(),
    after: json(),
  },
  title: 'record',
  unique: [['record', 'n', 'resource']],
  log: true,
})

/** The journal of configuration: every change of a menu, role, grant, screen, setting or saved view. */
export const commands = defineResource('core.commands', {
  fields: {
    resource: string({ required: true, max: 60 }),
    record: string({ required: true, max: 36, index: true }),
    action: string({ required: true, max: 10 }),
    byUser: string({ max: 36 }),
    /** As it was then: the journal outlasts accounts. */
    byName: string({ max: 64 }),
    before: json(),
    after: json(),
  },
  title: 'record',
  log: true,
})
