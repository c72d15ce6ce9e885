/** A transaction that could not begin or end is an error, whatever the query builder says of it. */
import { test } from '@japa/runner'
import { problemsOf } from '#app/errors/handler.ts'
import { SOME_ID } from './record_id.ts'
import { sql } from './sql.ts'
import { askMysql } from './driver.ts'
import { currentTransaction, dialect, execute, row, rows, transaction } from './store.ts'

/** Ends the transaction behind the builder's back, so that its COMMIT fails. */
async function breakOff(): Promise<void> {
  if (dialect() === 'sqlite') await execute(sql`rollback`)
  // The server answers its own end with an error.
  else await askMysql(currentTransaction()!, sql`kill connection_id()`).catch(() => {})
}

test.group('transaction', () => {
  test('whose COMMIT fails is not taken for done', async ({ assert }) => {
    let told = false
    await assert.rejects(() =>
      transaction(async () => {
        await execute(
          sql`insert into core__outbox (id, created_at, resource, type, ids, claimed_until)
            values (${SOME_ID}, '2026-01-01 00:00:00.000', 'a.b', 'created', '[]', ${Date.now() + 60_000})`
        )
        await breakOff()
        told = true
      })
    )
    assert.isTrue(told)
    assert.isUndefined(await row(sql`select id from core__outbox where id = ${SOME_ID}`))
    assert.equal(await transaction(async () => 'next'), 'next')
  })

  test('that could not BEGIN does none of its work', async ({ assert }) => {
    let worked = false
    const inside = async () => {
      worked = true
    }
    // SQLite takes no second BEGIN on a connection.
    await execute(sql`begin`)
    await assert.rejects(() => transaction(inside), /within a transaction/)
    assert.isFalse(worked)
    await execute(sql`rollback`)
    await transaction(inside)
    assert.isTrue(worked)
  }).skip(dialect() === 'mysql', 'MySQL takes every BEGIN of a live connection')
})

test.group('a question', () => {
  test('that takes too long is broken off, and its asker told so', async ({ assert }) => {
    const error = await rows(sql`select sleep(20) as slept`).catch((reason: unknown) => reason)
    assert.deepEqual(problemsOf(error), {
      status: 400,
      problems: [{ code: 'E_INVALID_QUERY', meta: { reason: 'slow' } }],
    })
  })
    .timeout(15_000)
    .skip(dialect() === 'sqlite', 'SQLite cannot be interrupted; the bounds of a query do')
})
