/**
 * The one way to the database. Statements outside a transaction read from the reading connection (on SQLite a
 * second one, see docs/operators.md); inside `transaction()` every statement takes part in it by AsyncLocalStorage.
 */
import { AsyncLocalStorage } from 'node:async_hooks'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import type { Database } from '@adonisjs/lucid/database'
import type { QueryClientContract, TransactionClientContract } from '@adonisjs/lucid/types/database'
import type { Sql } from './sql.ts'
import { askMysql, askSqlite, postMysql, settleMysql } from './driver.ts'
import { isRetryable } from './failures.ts'
import { inTime } from './time_limit.ts'

export type Dialect = 'sqlite' | 'mysql'
export type Row = Record<string, unknown>

interface Options {
  /** On MySQL: what it locks for update are rows, and not also the room between and after them. */
  isolationLevel?: 'read committed'
}
interface Running {
  trx: TransactionClientContract
  afterCommit: (() => void)[]
  afterRollback: (() => Promise<void>)[]
}

const running = new AsyncLocalStorage<Running>()
const ATTEMPTS = 4

export function dialect(): Dialect {
  return db.primaryConnectionName === 'mysql' ? 'mysql' : 'sqlite'
}

/** The running transaction, if this code runs inside one that is still open. */
export function currentTransaction(): TransactionClientContract | undefined {
  const trx = running.getStore()?.trx
  return trx && !trx.isCompleted ? trx : undefined
}

function reader(): QueryClientContract {
  return currentTransaction() ?? db.connection(dialect() === 'sqlite' ? 'sqlite_read' : 'mysql')
}

function ask(client: QueryClientContract, statement: Sql): Promise<unknown> {
  return dialect() === 'mysql' ? askMysql(client, statement) : askSqlite(client, statement)
}

/** Rows of a SELECT, which on MySQL has five seconds; inside a transaction it may have to wait for a lock. */
export async function rows<T extends Row = Row>(statement: Sql): Promise<T[]> {
  const isLimited = dialect() === 'mysql' && !currentTransaction() && !isCommand()
  return (await ask(reader(), isLimited ? inTime(statement) : statement)) as T[]
}

/** An operator's command, such as a check of the whole audit log, takes as long as it needs. */
const isCommand = () => app.getEnvironment() === 'console'

export async function row<T extends Row = Row>(statement: Sql): Promise<T | undefined> {
  return (await rows<T>(statement))[0]
}

/** Runs an INSERT, UPDATE or DELETE and says how many rows it touched. */
export async function execute(statement: Sql): Promise<number> {
  const answer = await ask(currentTransaction() ?? db.connection(), statement)
  const { affectedRows, changes } = answer as { affectedRows?: number; changes?: number }
  return affectedRows ?? changes ?? 0
}

/**
 * Runs a change that nobody asks the outcome of: on MySQL it travels with the transaction's next statement, or with
 * its COMMIT, and where it fails nothing is committed.
 */
export async function post(statement: Sql): Promise<void> {
  const trx = postingTransaction()
  if (trx) await postMysql(trx, statement)
  else await execute(statement)
}

/**
 * Runs a change, and what is asked next, on MySQL in one trip. `next` throws what the change throws, and the
 * transaction may go on where its caller knows how.
 */
export async function executeWith<T>(statement: Sql, next: () => Promise<T>): Promise<T> {
  const trx = postingTransaction()
  // What others posted is none of this change's failures.
  if (trx) await settleMysql(trx)
  if (trx) await postMysql(trx, statement, true)
  else await execute(statement)
  const answer = await next()
  // Where nothing was asked.
  if (trx) await settleMysql(trx)
  return answer
}

/** Rows of a SELECT that travels as `post()` does; they are there when the transaction has ended. */
export async function rowsLater<T extends Row = Row>(statement: Sql): Promise<() => Promise<T[]>> {
  const trx = postingTransaction()
  if (trx) return (await postMysql(trx, statement)) as () => Promise<T[]>
  const found = await rows<T>(statement)
  return async () => found
}

function postingTransaction(): TransactionClientContract | undefined {
  return dialect() === 'mysql' ? currentTransaction() : undefined
}

/**
 * Runs the work in one database transaction, joining the one already running. Deadlocks and lock timeouts are
 * tried again (so the work must do nothing outside the database; use `afterCommit` for that).
 */
export async function transaction<T>(work: () => Promise<T>, options: Options = {}): Promise<T> {
  if (currentTransaction()) return work()
  for (let attempt = 1; ; attempt++) {
    const onCommit: Running['afterCommit'] = []
    const onRollback: Running['afterRollback'] = []
    try {
      const result = await commit(options, (trx) =>
        running.run({ trx, afterCommit: onCommit, afterRollback: onRollback }, work)
      )
      for (const callback of onCommit) callback()
      return result
    } catch (error) {
      if (attempt >= ATTEMPTS || !isRetryable(error)) {
        for (const callback of onRollback) await callback()
        throw error
      }
      await new Promise((resume) => setTimeout(resume, Math.random() * 20 * attempt))
    }
  }
}

/**
 * Lucid takes a BEGIN or COMMIT that failed for done: knex tells of it in `executionPromise` alone. Without the first
 * look the work would run outside any transaction, without the second its loss would be answered with a yes.
 */
async function commit<T>(
  options: Options,
  work: (trx: TransactionClientContract) => Promise<T>
): Promise<T> {
  let ended: Promise<unknown> | undefined
  const result = await db.transaction(async (trx) => {
    ended = trx.knexClient.executionPromise
    if (trx.isCompleted) await ended
    return work(trx)
  }, options)
  await ended
  return result
}

/** Called once the running transaction is committed; at once when there is none. */
export function afterCommit(callback: () => void): void {
  const store = running.getStore()
  if (store && !store.trx.isCompleted) store.afterCommit.push(callback)
  else callback()
}

/** Called when the running transaction is undone, for what must be kept even so. */
export function afterRollback(callback: () => Promise<void>): void {
  const store = running.getStore()
  if (store && !store.trx.isCompleted) store.afterRollback.push(callback)
}

/** Locks the rows a SELECT finds until the transaction ends; SQLite has a single writer and needs none. */
export function forUpdate(statement: Sql): Sql {
  return dialect() === 'mysql'
    ? { text: `${statement.text} for update`, values: statement.values }
    : statement
}

/**
 * Makes a query that goes round the running transaction fail at once: on SQLite it would wait a minute for the
 * one writing connection, on MySQL silently read what the transaction has not written yet.
 */
export function guardAgainstStrayQueries(database: Database): void {
  const connection = database.connection.bind(database)
  database.connection = (...args: Parameters<typeof connection>) => {
    if (currentTransaction()) {
      throw new Error(
        'This query goes round the running transaction: use the model, or rows() and execute() of the core'
      )
    }
    return connection(...args)
  }
}
