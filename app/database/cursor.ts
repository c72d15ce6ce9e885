/** Rows of a SELECT as they come, for answers too long to be held at once: all of one moment, whatever changes meanwhile. */
import db from '@adonisjs/lucid/services/db'
import type { Sql } from './sql.ts'
import { currentTransaction, dialect, type Row } from './store.ts'

/** What better-sqlite3's connection has and knex does not pass on. */
interface SqliteHandle {
  prepare(text: string): { iterate(...values: unknown[]): IterableIterator<Row> }
}

const ROWS_AHEAD = 500

/**
 * Holds a reading connection until the last row is taken or the loop is left. On SQLite rows come without a pause:
 * who takes many lets others run in between. Outside transactions only.
 */
export function rowsAsTheyCome(statement: Sql): AsyncGenerator<Row> {
  if (currentTransaction()) throw new Error('Rows come one by one outside transactions only')
  return dialect() === 'sqlite' ? fromSqlite(statement) : fromMysql(statement)
}

async function* fromMysql({ text, values }: Sql): AsyncGenerator<Row> {
  const knex = db.connection('mysql').getReadClient()
  yield* knex.raw(text, values as never[]).stream({ highWaterMark: ROWS_AHEAD })
}

/** knex would read all rows first. */
async function* fromSqlite({ text, values }: Sql): AsyncGenerator<Row> {
  const { client } = db.connection('sqlite_read').getReadClient()
  const handle: SqliteHandle = await client.acquireConnection()
  try {
    yield* handle.prepare(text).iterate(...values)
  } finally {
    await client.releaseConnection(handle)
  }
}
