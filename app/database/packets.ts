/**
 * Statements that travel together. On its way to the server and back a short statement costs more than in the
 * database, so BEGIN waits for the first statement, what is posted for the next one, and COMMIT takes along what is
 * left. They run in order, and nothing after one that failed, COMMIT included.
 */
import { format, type QueryError } from 'mysql2'
import type { Sql } from './sql.ts'

type Done = (error: QueryError | null, answer?: unknown, fields?: unknown) => void
type Value = string | number | bigint | boolean | Date | null
interface Statement {
  sql: string
}

/** The part of a mysql2 connection that is changed here; it needs the option `multipleStatements`. */
export interface Handle {
  query(statement: string | Statement, done: Done): unknown
  query(statement: string | Statement, values?: readonly Value[], done?: Done): unknown
}

/** What waits on a connection for the next packet. */
interface Post {
  /** Puts a statement on the pile; its answer comes with the packet it travels in. */
  add(statement: Sql): Promise<unknown>
  /** Sends the pile, and says how it went. */
  send(): Promise<void>
}

const BEGIN = /^begin\b/i
const COMMIT = /^commit\b/i
const ROLLBACK = /^rollback;?$/i
/** A packet stays far below what a server takes (`max_allowed_packet`, 16 MB of MariaDB). */
const MOST_WAITING = 500_000

const posts = new WeakMap<object, Post>()

export function postOf(connection: object): Post {
  return posts.get(connection)!
}

export function sendTogether(connection: Handle): void {
  const query = connection.query.bind(connection)
  let begun = true
  let waiting: { text: string; done: Done }[] = []
  /** Why a packet with posted statements failed: nobody can tell which of them were done. */
  let broken: QueryError | null = null

  function forget(): void {
    for (const { done } of waiting) done(null)
    waiting = []
    broken = null
    begun = true
  }

  const atOnce = (done: Done) => queueMicrotask(() => done(null, []))

  function send(last: { text: string; done: Done }): void {
    const statements = [...(begun ? [] : [{ text: 'begin', done: () => {} }]), ...waiting, last]
    const hasPosted = waiting.length > 0
    waiting = []
    begun = true
    query(statements.map(({ text }) => text).join('; '), [], (error, answers, fields) => {
      if (error && hasPosted) broken = error
      for (const [i, { done }] of statements.entries()) {
        if (error) done(error)
        else if (statements.length === 1) done(null, answers, fields)
        else done(null, (answers as unknown[])[i], (fields as unknown[] | undefined)?.[i])
      }
    })
  }

  /** What was not sent is not done, and what may be half done is undone before the connection is used again. */
  function commit(text: string, done: Done): void {
    if (broken) {
      const error = broken
      forget()
      query('rollback', () => done(error))
    } else if (!begun && waiting.length === 0) {
      begun = true
      atOnce(done)
    } else {
      send({
        text,
        done: (error, ...answer) => {
          if (!error) return done(null, ...answer)
          broken = null
          query('rollback', () => done(error))
        },
      })
    }
  }

  connection.query = (statement: string | Statement, given?: unknown, last?: Done) => {
    const text = typeof statement === 'string' ? statement : statement.sql
    const values = Array.isArray(given) ? (given as Value[]) : []
    const done = typeof given === 'function' ? (given as Done) : last
    // Rows that are asked for as they come, which no transaction does.
    if (!done) return query(statement, values)
    if (BEGIN.test(text)) {
      forget()
      begun = false
      return atOnce(done)
    }
    if (ROLLBACK.test(text)) {
      const nothingToUndo = !begun
      forget()
      return nothingToUndo ? atOnce(done) : query(text, done)
    }
    if (COMMIT.test(text)) return commit(text, done)
    if (begun && waiting.length === 0) return query(statement, values, done)
    send({ text: format(text, values), done })
  }

  const last = (text: string, done: Done) => {
    const length = waiting.reduce((sum, posted) => sum + posted.text.length, text.length)
    if (length > MOST_WAITING) send({ text, done: (error) => ((broken ??= error), done(error)) })
    else waiting.push({ text, done })
  }
  posts.set(connection, {
    add: ({ text, values }) =>
      new Promise((resolve, reject) =>
        last(format(text, values as Value[]), (error, answer) =>
          error ? reject(error) : resolve(answer)
        )
      ),
    send: () =>
      new Promise((resolve, reject) => {
        const posted = waiting.pop()
        if (!posted) return resolve()
        const done: Done = (error, ...answer) => {
          posted.done(error, ...answer)
          if (error) reject(error)
          else resolve()
        }
        send({ ...posted, done })
      }),
  })
}
