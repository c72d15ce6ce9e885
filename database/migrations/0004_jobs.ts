import { defineMigration } from '#app/resources/schema/migration.ts'

export default defineMigration([
  {
    do: 'changeColumn',
    table: 'core__jobs',
    column: { name: 'kind', kind: 'varchar', length: 64 },
  },
  {
    do: 'addColumn',
    table: 'core__jobs',
    column: { name: 'subject', kind: 'varchar', length: 255 },
  },
])
