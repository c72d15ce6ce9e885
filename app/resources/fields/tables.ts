import type { Table } from '#app/database/table.ts'

export const fieldTables: Table[] = [
  {
    name: 'core__sequences',
    columns: [
      { name: 'name', kind: 'varchar', length: 100, ascii: true, required: true },
      { name: 'period', kind: 'varchar', length: 20, ascii: true, required: true },
      { name: 'value', kind: 'bigint', required: true },
    ],
    primaryKey: ['name', 'period'],
    indexes: [],
    foreignKeys: [],
  },
]
