import { defineMigration } from '#app/resources/schema/migration.ts'

export default defineMigration([
  {
    do: 'createTable',
    table: {
      name: 'core__audit_head',
      columns: [
        { name: 'name', kind: 'varchar', length: 10, ascii: true, required: true },
        { name: 'seq', kind: 'bigint', required: true },
        { name: 'seal', kind: 'varchar', length: 64, ascii: true, required: true },
        { name: 'mac', kind: 'varchar', length: 64, ascii: true, required: true },
      ],
      primaryKey: ['name'],
      indexes: [],
      foreignKeys: [],
    },
  },
])
