/**
 * Statements that travel together. On its way to the server and back a short statement costs more than in the
 * database, so BEGIN waits for the first statement, what is posted for the next one, and COMMIT takes along what is
 * left. They run in order, and nothing after one that failed, COMMIT included.
 *
 * A packet of several statements needs mysql2's `multipleStatements`. Values are bound as everywhere (sql.ts), and
 * cannot end a statement.
 */
import type { QueryError } from 'mysql2'
import type { Sql } from './sql.ts'

type Done = (error: QueryError | null, answer?: unknown, fields?: unknown) => void
interface Statement {
  sql: string
}
interface Asked {
  text: string
  done: Done
  /** Whoever posted it sends the packet itself, and is told of its failure. */
  isWatched?: boolean
}

/** The part of a mysql2 connection that is changed here. */
export interface Handle {
  query(statement: string | Statement, done: Done): unknown
  query(statement: string | Statement, values?: readonly unknown[], done?: Done): unknown
  format(text: string, values: readonly unknown[]): string
}

/** What waits on a connection for its next packet. */
interface Pile {
  /** Its answer comes with the packet it travels in; `sent` says when that is, where it is more than the pile holds. */
  add(statement: Sql, isWatched: boolean): { answer: Promise<unknown>; sent: Promise<void> }
  /** Sends what there is, and says how it went. */
  send(): Promise<void>
}

const OPENING = /^(set transaction|begin)\b/i
const COMMIT = /^commit\b/i
const ROLLBACK = /^rollback;?$/i
/** Of characters; far below what a server takes in a packet (`max_allowed_packet`, 16 MB of MariaDB). */
const MOST_WAITING = 500_000

const piles = new WeakMap<object, Pile>()

export function pileOf(connection: object): Pile {
  return piles.get(connection)!
}

export function sendTogether(connection: Handle): void {
  const query = connection.query.bind(connection)
  /** What opens the transaction, as long as the server has not been told. */
  let opening: string[] = []
  let posted: Asked[] = []
  /** Why a packet failed that nobody watched: nobody can tell which of its statements were done. */
  let broken: QueryError | null = null

  function start(texts: string[]): void {
    for (const { done } of posted) done(new Error('The transaction was rolled back') as QueryError)
    opening = texts
    posted = []
    broken = null
  }

  const atOnce = (done: Done, error: QueryError | null = null) =>
    queueMicrotask(() => done(error, []))

  function send(asked: Asked): void {
    const unheard = opening.map((text) => ({ text: text.replace(/;$/, ''), done: () => {} }))
    const statements = [...unheard, ...posted, asked]
    const isWatched = posted.every((one) => one.isWatched)
    opening = []
    posted = []
    query(statements.map(({ text }) => text).join('; '), [], (error, answers, fields) => {
      if (error && !isWatched) broken = error
      for (const [i, { done }] of statements.entries()) {
        if (error) done(error)
        else if (statements.length === 1) done(null, answers, fields)
        else done(null, (answers as unknown[])[i], (fields as unknown[] | undefined)?.[i])
      }
    })
  }

  /** What the server was never told of is not ended, and what may be half done is undone at once. */
  function commit(text: string, done: Done): void {
    const undo = (error: QueryError) => {
      start([])
      query('rollback', () => done(error))
    }
    if (broken) undo(broken)
    else if (opening.length > 0 && posted.length === 0) {
      opening = []
      atOnce(done)
    } else send({ text, done: (error, ...answer) => (error ? undo(error) : done(null, ...answer)) })
  }

  connection.query = (statement: string | Statement, given?: unknown, last?: Done) => {
    const text = typeof statement === 'string' ? statement : statement.sql
    const values = Array.isArray(given) ? (given as unknown[]) : []
    const done = typeof given === 'function' ? (given as Done) : last
    const isPlain = opening.length === 0 && posted.length === 0
    if (!done) {
      if (!isPlain) throw new Error('Rows come one by one outside transactions only')
      return query(statement, values)
    }
    if (OPENING.test(text)) {
      start([...opening, text])
      return atOnce(done)
    }
    if (ROLLBACK.test(text)) {
      const isUnheard = opening.length > 0
      start([])
      return isUnheard ? atOnce(done) : query(text, done)
    }
    if (COMMIT.test(text)) return commit(text, done)
    if (broken) return atOnce(done, broken)
    if (isPlain) return query(statement, values, done)
    send({ text: connection.format(text, values), done })
  }

  const sending = (asked: Asked) =>
    new Promise<void>((resolve, reject) =>
      send({
        text: asked.text,
        done: (error, ...answer) => {
          if (error && !asked.isWatched) broken ??= error
          asked.done(error, ...answer)
          if (error) reject(error)
          else resolve()
        },
      })
    )

  function put(asked: Asked): Promise<void> {
    const length = posted.reduce((sum, { text }) => sum + text.length, asked.text.length)
    if (length > MOST_WAITING) return sending(asked)
    posted.push(asked)
    return Promise.resolve()
  }

  piles.set(connection, {
    add({ text, values }, isWatched) {
      const asked = Promise.withResolvers<unknown>()
      // Told to whoever sends the packet.
      asked.promise.catch(() => {})
      const done: Done = (error, answer) => (error ? asked.reject(error) : asked.resolve(answer))
      if (broken) done(broken)
      const sent = broken
        ? Promise.reject(broken)
        : put({ text: connection.format(text, values), done, isWatched })
      return { answer: asked.promise, sent }
    },
    send() {
      const asked = posted.pop()
      return asked ? sending(asked) : Promise.resolve()
    },
  })
}
