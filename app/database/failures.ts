/** What a database error means, whichever database it came from. */
interface DriverError {
  code?: string
  errno?: number
}

const RETRYABLE = new Set([
  'ER_LOCK_DEADLOCK',
  'ER_LOCK_WAIT_TIMEOUT',
  'ER_CHECKREAD',
  'SQLITE_BUSY',
  'SQLITE_BUSY_SNAPSHOT',
])
const UNIQUE = new Set(['ER_DUP_ENTRY', 'SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_CONSTRAINT_PRIMARYKEY'])
const REFERENCED = new Set([
  'ER_ROW_IS_REFERENCED',
  'ER_ROW_IS_REFERENCED_2',
  'ER_NO_REFERENCED_ROW',
  'ER_NO_REFERENCED_ROW_2',
  'SQLITE_CONSTRAINT_FOREIGNKEY',
])
const AWAY = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'PROTOCOL_CONNECTION_LOST',
  'PROTOCOL_ENQUEUE_AFTER_FATAL_ERROR',
  'ER_CON_COUNT_ERROR',
  'ER_SERVER_SHUTDOWN',
  'SQLITE_CANTOPEN',
  'SQLITE_FULL',
  'ER_ACCESS_DENIED_ERROR',
])

/** Broken off by the server for its time: MariaDB's ER_STATEMENT_TIMEOUT, which mysql2 has no name for, and MySQL's. */
const TOO_SLOW = new Set([1969, 3024])

function codeOf(error: unknown): string {
  return (error as DriverError | null)?.code ?? ''
}

/** A deadlock or lock timeout: the same work may succeed when tried again. */
export function isRetryable(error: unknown): boolean {
  return RETRYABLE.has(codeOf(error))
}

export function isUniqueViolation(error: unknown): boolean {
  return UNIQUE.has(codeOf(error))
}

export function isReferenceViolation(error: unknown): boolean {
  return REFERENCED.has(codeOf(error))
}

/** The database cannot be reached, or gave up for lack of room or time. */
export function isUnavailable(error: unknown): boolean {
  const { name } = (error ?? {}) as Error
  return AWAY.has(codeOf(error)) || name === 'KnexTimeoutError'
}

/** A question that would have kept the database busy for too long. */
export function isTooSlow(error: unknown): boolean {
  return TOO_SLOW.has((error as DriverError | null)?.errno ?? 0)
}
