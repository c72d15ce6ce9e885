import type { Socket } from 'node:net'
import { join } from 'node:path'
import app from '@adonisjs/core/services/app'
import { defineConfig } from '@adonisjs/lucid'
import { sendTogether, type Handle } from '#app/database/packets.ts'
import { endWhenSilent } from '#app/database/silence.ts'
import { env } from '../start/env.ts'

interface SqliteHandle {
  pragma(statement: string): unknown
}
type Created = (error: Error | null, handle: SqliteHandle) => void

const file = join(env.storagePath, 'xinglin.sqlite')
const schemaGeneration = { enabled: false }

/** All writes, and every statement inside a transaction: one connection, so that writers queue instead of failing. */
const sqliteWriter = {
  client: 'better-sqlite3' as const,
  connection: { filename: file },
  useNullAsDefault: true,
  schemaGeneration,
  pool: {
    min: 1,
    max: 1,
    acquireTimeoutMillis: 60_000,
    afterCreate: (handle: SqliteHandle, done: Created) => {
      handle.pragma('journal_mode = WAL')
      handle.pragma('synchronous = FULL')
      handle.pragma('foreign_keys = ON')
      handle.pragma('busy_timeout = 5000')
      handle.pragma('cache_size = -32000')
      done(null, handle)
    },
  },
}

const sqliteReader = {
  ...sqliteWriter,
  pool: {
    min: 0,
    max: 4,
    afterCreate: (handle: SqliteHandle, done: Created) => {
      handle.pragma('query_only = ON')
      handle.pragma('busy_timeout = 5000')
      // The system keeps the file's pages too; four of these count against the process.
      handle.pragma('cache_size = -8000')
      done(null, handle)
    },
  },
}

interface MysqlHandle extends Handle {
  stream: Socket
}

/** In seconds; a transaction that waited in vain is tried again. Two waits are shorter than a silence (silence.ts). */
const LOCK_WAIT = 5

const mysql = {
  client: 'mysql2' as const,
  schemaGeneration,
  connection: {
    host: env.database.host,
    port: env.database.port,
    user: env.database.user,
    password: env.database.password,
    database: env.database.name,
    charset: 'utf8mb4_bin',
    timezone: 'Z',
    dateStrings: true,
    supportBigNumbers: true,
    connectTimeout: 5000,
    multipleStatements: true,
  },
  pool: {
    min: 2,
    max: 16,
    acquireTimeoutMillis: 10_000,
    createTimeoutMillis: 5000,
    afterCreate: (handle: MysqlHandle, done: (error: Error | null, handle: unknown) => void) => {
      // Not where a migration changes a large table, of which the database says nothing until it is done.
      if (app.getEnvironment() !== 'console') endWhenSilent(handle)
      sendTogether(handle)
      handle.query(
        `SET SESSION sql_mode = 'STRICT_ALL_TABLES,NO_ZERO_DATE,NO_ZERO_IN_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION', time_zone = '+00:00', innodb_lock_wait_timeout = ${LOCK_WAIT}`,
        (error) => done(error, handle)
      )
    },
  },
}

export default defineConfig({
  connection: env.database.connection,
  connections: { sqlite: sqliteWriter, sqlite_read: sqliteReader, mysql },
})
