import { defineMigration } from '#app/resources/schema/migration.ts'

export default defineMigration([
  {
    do: 'createTable',
    table: {
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
  },
])
