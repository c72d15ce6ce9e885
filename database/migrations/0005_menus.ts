import { defineMigration } from '#app/resources/schema/migration.ts'

export default defineMigration([
  {
    do: 'addColumn',
    table: 'core__menus',
    column: { name: 'name_en', kind: 'varchar', length: 64 },
  },
])
