import type { Table } from '#app/database/table.ts'

/** What access keeps beside its resources. */
export const accessTables: Table[] = [
  {
    // The version of the configuration, see app/database/stamp.ts.
    name: 'core__stamps',
    columns: [
      { name: 'name', kind: 'varchar', length: 40, ascii: true, required: true },
      { name: 'value', kind: 'bigint', required: true },
    ],
    primaryKey: ['name'],
    indexes: [],
    foreignKeys: [],
  },
  {
    // Failed sign-ins by login name, whether or not such an account exists.
    name: 'core__sign_in_failures',
    columns: [
      { name: 'login_hash', kind: 'varchar', length: 64, ascii: true, required: true },
      { name: 'failures', kind: 'integer', required: true },
      { name: 'blocked_until', kind: 'bigint', required: true },
    ],
    primaryKey: ['login_hash'],
    indexes: [],
    foreignKeys: [],
  },
  {
    name: 'core__second_factors',
    columns: [
      { name: 'user_id', kind: 'id', required: true },
      { name: 'secret', kind: 'varchar', length: 255, ascii: true, required: true },
      { name: 'confirmed', kind: 'boolean', required: true },
      // The last time step that was used: a code works once.
      { name: 'last_step', kind: 'bigint', required: true },
    ],
    primaryKey: ['user_id'],
    indexes: [],
    foreignKeys: [],
  },
  {
    // Answers already given to a request with an Idempotency-Key.
    name: 'core__idempotency_keys',
    columns: [
      { name: 'key_hash', kind: 'varchar', length: 64, ascii: true, required: true },
      { name: 'body_hash', kind: 'varchar', length: 64, ascii: true, required: true },
      { name: 'created_at', kind: 'datetime', required: true },
      { name: 'record_id', kind: 'id' },
    ],
    primaryKey: ['key_hash'],
    indexes: [{ columns: ['created_at'] }],
    foreignKeys: [],
  },
]
