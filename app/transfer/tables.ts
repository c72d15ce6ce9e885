import type { Table } from '#app/database/table.ts'

/** The rows of an import: what each says until it is written, then what was done with it, for undo. */
export const transferTables: Table[] = [
  {
    name: 'core__import_rows',
    columns: [
      { name: 'job_id', kind: 'id', required: true },
      { name: 'n', kind: 'integer', required: true },
      { name: 'given', kind: 'text' },
      { name: 'act', kind: 'varchar', length: 10, ascii: true },
      { name: 'record_id', kind: 'id' },
      { name: 'version', kind: 'integer' },
      { name: 'before', kind: 'text' },
    ],
    primaryKey: ['job_id', 'n'],
    indexes: [],
    foreignKeys: [],
  },
]
