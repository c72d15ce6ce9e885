import type { Table } from '#app/database/table.ts'

/** Every transition of every record; lines are only ever added, each chained to the record's line before. */
export const lifecycleTables: Table[] = [
  {
    name: 'core__timeline',
    columns: [
      { name: 'id', kind: 'id', required: true },
      { name: 'created_at', kind: 'datetime', required: true },
      { name: 'resource', kind: 'varchar', length: 60, ascii: true, required: true },
      { name: 'record', kind: 'id', required: true },
      // Place in the record's timeline, from 1.
      { name: 'n', kind: 'integer', required: true },
      { name: 'transition', kind: 'varchar', length: 40, ascii: true, required: true },
      { name: 'from_state', kind: 'varchar', length: 40, ascii: true, required: true },
      { name: 'to_state', kind: 'varchar', length: 40, ascii: true, required: true },
      { name: 'by_user', kind: 'id' },
      { name: 'reason', kind: 'text' },
      { name: 'note', kind: 'text' },
      { name: 'seal', kind: 'varchar', length: 64, ascii: true, required: true },
    ],
    primaryKey: ['id'],
    indexes: [{ columns: ['record', 'resource', 'n'], unique: true }],
    foreignKeys: [],
  },
]
