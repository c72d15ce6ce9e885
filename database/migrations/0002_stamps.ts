import { defineMigration } from '#app/resources/schema/migration.ts'

export default defineMigration([
  {
    do: 'createTable',
    table: {
      name: 'core__stamps',
      columns: [
        { name: 'name', kind: 'varchar', length: 40, ascii: true, required: true },
        { name: 'value', kind: 'bigint', required: true },
      ],
      primaryKey: ['name'],
      indexes: [],
      foreignKeys: [],
    },
  },
])
