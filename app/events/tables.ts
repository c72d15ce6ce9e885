import type { Table } from '#app/database/table.ts'

/** What both tables know of an event. */
const EVENT: Table['columns'] = [
  { name: 'id', kind: 'id', required: true },
  { name: 'created_at', kind: 'datetime', required: true },
  { name: 'resource', kind: 'varchar', length: 60, ascii: true, required: true },
  { name: 'type', kind: 'varchar', length: 40, ascii: true, required: true },
  { name: 'ids', kind: 'text', required: true },
  // The records' versions after the change, in the order of ids.
  { name: 'versions', kind: 'text' },
]

export const eventTables: Table[] = [
  {
    // Events on their way; a process that takes some claims them for a while.
    name: 'core__outbox',
    columns: [
      ...EVENT,
      { name: 'claimed_by', kind: 'varchar', length: 36, ascii: true },
      { name: 'claimed_until', kind: 'bigint', required: true, default: 0 },
    ],
    primaryKey: ['id'],
    indexes: [],
    foreignKeys: [],
  },
  {
    // What a listener could not take, or must not take before an earlier event of the same record.
    name: 'core__undelivered',
    columns: [
      ...EVENT,
      { name: 'listener', kind: 'varchar', length: 60, ascii: true, required: true },
      { name: 'attempts', kind: 'integer', required: true },
      { name: 'due_at', kind: 'bigint', required: true },
      // Given up after the last attempt; kept for a person to look at.
      { name: 'dead', kind: 'boolean', required: true },
      { name: 'error', kind: 'text' },
    ],
    primaryKey: ['id', 'listener'],
    indexes: [{ columns: ['dead', 'listener', 'id'] }],
    foreignKeys: [],
  },
]
