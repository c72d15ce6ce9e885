/** The audit log and the journal of configuration in words. */
import { rulesFor, type Actor } from '#app/access/grant.ts'
import { parameter } from './components.ts'
import type { Operation } from './operation.ts'
import { arrayOf, FLAG, ID, MOMENT, object, orNull, ref, TEXT } from './schema.ts'

const NAMED = object({ name: TEXT, label: TEXT })
const CHANGES = arrayOf(
  object({ name: TEXT, label: TEXT, before: orNull(TEXT), after: orNull(TEXT) })
)
const ACT = {
  id: ID,
  at: MOMENT,
  by: orNull(ref('Reference')),
  action: NAMED,
  resource: orNull(NAMED),
  record: orNull(ref('Reference')),
}
const PAGE = ['page', 'pageSize', 'filters', 'total'].map(parameter)

export const AUDIT_LINE = object({
  ...ACT,
  ip: orNull(TEXT),
  notes: arrayOf(object({ label: TEXT, text: TEXT })),
})

const SUBJECTS: Operation = {
  method: 'get',
  path: '/api/audit/subjects',
  name: 'auditSubjects',
  tag: 'audit',
  answers: {
    200: object({
      data: object({
        actions: arrayOf(NAMED),
        resources: arrayOf(object({ name: TEXT, label: TEXT, configuration: FLAG })),
      }),
    }),
  },
  refusals: [404],
}
const LINES: Operation = {
  method: 'get',
  path: '/api/audit',
  name: 'auditLines',
  tag: 'audit',
  parameters: PAGE,
  answers: { 200: object({ data: arrayOf(AUDIT_LINE), meta: ref('PageMeta') }) },
  refusals: [400, 404],
}
const LINE_CHANGES: Operation = {
  method: 'get',
  path: '/api/audit/{id}/changes',
  name: 'auditChanges',
  tag: 'audit',
  parameters: [parameter('id')],
  answers: { 200: object({ data: orNull(CHANGES) }) },
  refusals: [404],
}
const COMMANDS: Operation = {
  method: 'get',
  path: '/api/audit/commands',
  name: 'auditCommands',
  tag: 'audit',
  parameters: PAGE,
  answers: {
    200: object({ data: arrayOf(object({ ...ACT, changes: CHANGES })), meta: ref('PageMeta') }),
  },
  refusals: [400, 404],
}

/** The calls open to this person. */
export function auditOperations(actor: Actor): Operation[] {
  const may = (log: string, action: 'list' | 'read') => rulesFor(actor, log, action).length > 0
  const lists = may('core.audit', 'list')
  const journal = may('core.commands', 'list')
  return [
    ...(lists || journal ? [SUBJECTS] : []),
    ...(lists ? [LINES] : []),
    ...(may('core.audit', 'read') ? [LINE_CHANGES] : []),
    ...(journal ? [COMMANDS] : []),
  ]
}
