import type { Table } from '#app/resources/schema/table.ts'

export const eventTables: Table[] = [
  {
    name: 'core__outbox',
    columns: [
      { name: 'id', kind: 'id', required: true },
      { name: 'created_at', kind: 'datetime', required: true },
      { name: 'resource', kind: 'varchar', length: 60, ascii: true, required: true },
      { name: 'type', kind: 'varchar', length: 40, ascii: true, required: true },
      { name: 'ids', kind: 'text', required: true },
      { name: 'attempts', kind: 'integer', required: true },
    ],
    primaryKey: ['id'],
    indexes: [],
    foreignKeys: [],
  },
]
