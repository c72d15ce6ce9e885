/**
 * Statements on a pooled connection itself, without the query builder: on its way a short statement spends more time
 * than in the database (docs/benchmarks.md). Pools, transactions and the checks of a connection stay the builder's.
 */
import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import { pileOf } from './packets.ts'
import type { Sql } from './sql.ts'

interface Connections<C> {
  acquireConnection(): Promise<C>
  releaseConnection(connection: C): Promise<void>
}
interface MysqlConnection {
  query(
    text: string,
    values: readonly unknown[],
    done: (error: Error | null, answer: unknown) => void
  ): void
}
interface SqliteConnection {
  prepare(text: string): {
    reader: boolean
    all(values: readonly unknown[]): unknown[]
    run(values: readonly unknown[]): { changes: number }
  }
}

/** Rows of a SELECT, or what a change says of itself (`affectedRows`); it may travel with others (packets.ts). */
export function askMysql(client: QueryClientContract, { text, values }: Sql): Promise<unknown> {
  return onConnection<MysqlConnection>(
    client,
    (connection) =>
      new Promise((resolve, reject) =>
        connection.query(text, values, (error, answer) => (error ? reject(error) : resolve(answer)))
      )
  )
}

/** Lets a statement of a transaction travel with the next one. Answers at once, with how to get its answer then. */
export function postMysql(
  client: QueryClientContract,
  statement: Sql,
  isWatched = false
): Promise<() => Promise<unknown>> {
  return onConnection<object, () => Promise<unknown>>(client, async (connection) => {
    const { answer, sent } = pileOf(connection).add(statement, isWatched)
    await sent
    return () => answer
  })
}

/** Sends what was posted. */
export function settleMysql(client: QueryClientContract): Promise<void> {
  return onConnection<object, void>(client, (connection) => pileOf(connection).send())
}

/** Rows of a SELECT, or what a change says of itself (`changes`). */
export function askSqlite(client: QueryClientContract, { text, values }: Sql): Promise<unknown> {
  return onConnection<SqliteConnection>(client, async (connection) => {
    const statement = connection.prepare(text)
    const bound = values.map((value) => (typeof value === 'boolean' ? Number(value) : value))
    return statement.reader ? statement.all(bound) : statement.run(bound)
  })
}

/** Inside a transaction that is the transaction's own connection, which is not given back. */
async function onConnection<C, T = unknown>(
  client: QueryClientContract,
  work: (connection: C) => Promise<T>
): Promise<T> {
  const pool = client.getWriteClient().client as Connections<C>
  const connection = await pool.acquireConnection()
  try {
    return await work(connection)
  } finally {
    void pool.releaseConnection(connection)
  }
}
