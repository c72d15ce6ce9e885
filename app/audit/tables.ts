import type { Table } from '#app/database/table.ts'

/** The end of the audit chain: one row, locked by whoever lengthens it. */
export const auditTables: Table[] = [
  {
    name: 'core__audit_head',
    columns: [
      { name: 'name', kind: 'varchar', length: 10, ascii: true, required: true },
      { name: 'seq', kind: 'bigint', required: true },
      { name: 'seal', kind: 'varchar', length: 64, ascii: true, required: true },
      // Made with the key, so that the head cannot be set back to fit a log that was cut.
      { name: 'mac', kind: 'varchar', length: 64, ascii: true, required: true },
    ],
    primaryKey: ['name'],
    indexes: [],
    foreignKeys: [],
  },
]
