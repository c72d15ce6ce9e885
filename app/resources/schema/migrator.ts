/**
 * Runs migrations once each. DDL commits by itself on MySQL, so every step is journalled when done: a run that
 * was cut short goes on where it stopped, and a start that cannot finish it ends, naming the step.
 */
import db from '@adonisjs/lucid/services/db'
import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import { dialect } from '#app/database/store.ts'
import { statements } from './ddl.ts'
import type { NamedMigration } from './migration.ts'

const LEDGER = 'core__migrations'
const LOCK_SECONDS = 60

type Ledger = Map<string, { done: number; total: number }>

/** Applies what is missing and returns the names of the migrations it finished. */
export async function migrate(migrations: readonly NamedMigration[]): Promise<string[]> {
  return withLock(async (client) => {
    const ledger = await readLedger(client)
    const finished: string[] = []
    for (const migration of migrations) {
      const entry = ledger.get(migration.name)
      if (entry && entry.done >= entry.total) continue
      await applySteps(client, migration, entry?.done ?? 0)
      finished.push(migration.name)
    }
    return finished
  })
}

async function applySteps(
  client: QueryClientContract,
  migration: NamedMigration,
  done: number
): Promise<void> {
  const total = migration.steps.length
  if (done === 0) {
    await client.rawQuery(
      `insert into ${LEDGER} (name, done, total) select ?, 0, ? where not exists (select 1 from ${LEDGER} where name = ?)`,
      [migration.name, total, migration.name]
    )
  }
  for (let index = done; index < total; index++) {
    for (const statement of statements(migration.steps[index]!, dialect()))
      await client.rawQuery(statement).catch((error: Error) => {
        throw new Error(
          `Migration ${migration.name}, step ${index + 1} of ${total}: ${error.message}`
        )
      })
    await client.rawQuery(`update ${LEDGER} set done = ?, total = ? where name = ?`, [
      index + 1,
      total,
      migration.name,
    ])
  }
}

async function readLedger(client: QueryClientContract): Promise<Ledger> {
  await client.rawQuery(
    `create table if not exists ${LEDGER} (name varchar(190) not null primary key, done integer not null, total integer not null)`
  )
  const answer = await client.rawQuery(`select name, done, total from ${LEDGER}`)
  const found = (dialect() === 'mysql' ? answer[0] : answer) as {
    name: string
    done: number
    total: number
  }[]
  return new Map(found.map(({ name, done, total }) => [name, { done, total }]))
}

/** One migrating process at a time; the lock lives on one connection, which a pool would not promise. */
async function withLock<T>(work: (client: QueryClientContract) => Promise<T>): Promise<T> {
  if (dialect() === 'sqlite') return work(db.connection())
  const lock = `xinglin:migrate:${db.connection().getReadClient().client.config.connection.database}`
  return db.transaction(async (holder) => {
    const [[{ got }]] = await holder.rawQuery('select get_lock(?, ?) as got', [lock, LOCK_SECONDS])
    if (got !== 1)
      throw new Error(
        'Another process is migrating this database; it did not finish within a minute'
      )
    try {
      return await work(db.connection())
    } finally {
      await holder.rawQuery('select release_lock(?)', [lock])
    }
  })
}
