import { defineMigration } from '#app/resources/schema/migration.ts'

export default defineMigration([
  {
    do: 'addColumn',
    table: 'core__commands',
    column: { name: 'by_name', kind: 'varchar', length: 64 },
  },
])
