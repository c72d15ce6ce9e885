import { choice, datetime, integer, json, string } from '#app/resources/fields/builders.ts'
import { defineResource } from '#app/resources/define_resource.ts'

/** Work done behind the request: imports, exports. Rows survive restarts; a worker takes them one by one. */
export const jobs = defineResource('core.jobs', {
  fields: {
    kind: choice({ required: true, options: [{ value: 'import' }, { value: 'export' }] }),
    /** What it is about, in its owner's words. */
    subject: string({ required: true, max: 255 }),
    state: choice({
      required: true,
      index: true,
      options: [
        { value: 'queued', color: 'default' },
        { value: 'running', color: 'processing' },
        { value: 'done', color: 'green' },
        { value: 'failed', color: 'red' },
        { value: 'cancelled', color: 'orange' },
        { value: 'undone', color: 'purple' },
      ],
    }),
    done: integer({ default: 0 }),
    total: integer({ default: 0 }),
    input: json({ hidden: true }),
    /** Where a job that was cut short goes on. */
    cursor: json({ hidden: true }),
    /** The state it is being taken back to: what it did is removed before it gets there. */
    ending: string({ max: 10, hidden: true }),
    problems: json(),
    result: json(),
    worker: string({ max: 40, hidden: true }),
    heartbeatAt: datetime({ hidden: true }),
  },
  title: 'subject',
  readonly: true,
})
