/** Statements that travel together are the same transaction as statements that travel alone. */
import { test } from '@japa/runner'
import { newRecordId } from './record_id.ts'
import { sql } from './sql.ts'
import { dialect, execute, executeWith, post, row, rows, rowsLater, transaction } from './store.ts'

const insert = (id: string) =>
  sql`insert into core__outbox (id, created_at, resource, type, ids, claimed_until)
    values (${id}, '2026-01-01 00:00:00.000', 'a.b', 'created', '["?"]', ${Date.now() + 60_000})`
const exists = async (id: string) =>
  (await row(sql`select id from core__outbox where id = ${id}`)) !== undefined

test.group('posted statements', (group) => {
  const made: string[] = []
  const id = () => made[made.push(newRecordId()) - 1]!
  group.each.teardown(async () => {
    for (const one of made.splice(0)) await execute(sql`delete from core__outbox where id = ${one}`)
  })

  test('are done when the transaction is, in their order', async ({ assert }) => {
    const [first, second] = [id(), id()]
    const later = await transaction(async () => {
      await post(insert(first))
      await post(sql`update core__outbox set type = 'changed' where id = ${first}`)
      await post(insert(second))
      return rowsLater(sql`select type from core__outbox where id in (${first}, ${second})`)
    })
    const types = (await later()).map(({ type }) => type)
    assert.sameMembers(types, ['changed', 'created'])
    assert.isTrue((await exists(first)) && (await exists(second)))
  })

  test('are seen by the next statement', async ({ assert }) => {
    const one = id()
    await transaction(async () => {
      await post(insert(one))
      assert.isTrue(await exists(one))
    })
  })

  test('are undone with the transaction', async ({ assert }) => {
    const [sent, waiting] = [id(), id()]
    await assert.rejects(
      () =>
        transaction(async () => {
          await post(insert(sent))
          await rows(sql`select 1`)
          await post(insert(waiting))
          throw new Error('changed my mind')
        }),
      'changed my mind'
    )
    assert.isFalse((await exists(sent)) || (await exists(waiting)))
  })

  test('that fail let nothing be committed', async ({ assert }) => {
    const [one, two] = [id(), id()]
    await assert.rejects(
      () =>
        transaction(async () => {
          await post(insert(one))
          await post(insert(one))
          await post(insert(two))
        }),
      /duplicate|unique/i
    )
    assert.isFalse((await exists(one)) || (await exists(two)))
    assert.equal(await transaction(async () => 'next'), 'next')
  })

  test('that fail do so also where somebody takes their failure for nothing', async ({
    assert,
  }) => {
    const [one, other] = [id(), id()]
    await assert.rejects(() =>
      transaction(async () => {
        await post(insert(one))
        await post(insert(one))
        await rows(sql`select 1`).catch(() => {})
        await execute(insert(other)).catch(() => {})
      })
    )
    assert.isFalse((await exists(one)) || (await exists(other)))
  }).skip(dialect() === 'sqlite', 'SQLite runs each statement when it is posted')

  test('are not lost by a failure that somebody knows how to go on from', async ({ assert }) => {
    const [one, two, three] = [id(), id(), id()]
    await transaction(async () => {
      await execute(insert(one))
      await post(insert(two))
      const taken = executeWith(insert(one), () => exists(one))
      await assert.rejects(() => taken, /duplicate|unique/i)
      await post(insert(three))
    })
    assert.isTrue((await exists(two)) && (await exists(three)))
  })

  test('cannot be ended by what a value says', async ({ assert }) => {
    const one = id()
    const [found] = await transaction(async () => {
      await post(insert(one))
      await post(sql`update core__outbox set type = ${"'; rollback; -- ?"} where id = ${one}`)
      return rows(sql`select type from core__outbox where id = ${one}`)
    })
    assert.equal(found!.type, "'; rollback; -- ?")
  })

  test('may be more than one packet holds', async ({ assert }) => {
    const many = Array.from({ length: 40 }, id)
    const long = JSON.stringify('药'.repeat(20_000))
    await transaction(async () => {
      for (const one of many) {
        await post(insert(one))
        await post(sql`update core__outbox set ids = ${long} where id = ${one}`)
      }
    })
    const found = await row(sql`select count(*) as n from core__outbox where ids = ${long}`)
    assert.equal(Number(found!.n), many.length)
  })
})
