import { defineMigration } from '#app/resources/schema/migration.ts'

export default defineMigration([
  {
    do: 'createTable',
    table: {
      name: 'core__timeline',
      columns: [
        { name: 'id', kind: 'id', required: true },
        { name: 'created_at', kind: 'datetime', required: true },
        { name: 'resource', kind: 'varchar', length: 60, ascii: true, required: true },
        { name: 'record', kind: 'id', required: true },
        { name: 'n', kind: 'integer', required: true },
        { name: 'transition', kind: 'varchar', length: 40, ascii: true, required: true },
        { name: 'from_state', kind: 'varchar', length: 40, ascii: true, required: true },
        { name: 'to_state', kind: 'varchar', length: 40, ascii: true, required: true },
        { name: 'by_user', kind: 'id' },
        { name: 'reason', kind: 'text' },
        { name: 'note', kind: 'text' },
        { name: 'seal', kind: 'varchar', length: 64, ascii: true, required: true },
      ],
      primaryKey: ['id'],
      indexes: [{ columns: ['record', 'resource', 'n'], unique: true }],
      foreignKeys: [],
    },
  },
])
