import { test } from '@japa/runner'
import { sql } from '#app/database/sql.ts'
import { dialect, execute, transaction } from '#app/database/store.ts'
import { newRecordId } from '#app/database/record_id.ts'
import { claimEvents } from './claim.ts'
import { startDispatcher, stopDispatcher } from './dispatcher.ts'
import { raise } from './outbox.ts'

const event = (ids: string[]) => ({ resource: 'test.things', type: 'updated', ids })

test.group('claiming', (group) => {
  group.setup(() => stopDispatcher())
  group.teardown(() => startDispatcher())
  group.each.setup(async () => {
    await execute(sql`delete from core__outbox`)
  })
  group.each.teardown(async () => {
    await execute(sql`delete from core__outbox`)
  })

  test('two claims at once share the events, none twice', async ({ assert }) => {
    const ids = Array.from({ length: 20 }, newRecordId)
    for (const id of ids) await raise(event([id]))
    const claims = await Promise.all([claimEvents(), claimEvents(), claimEvents()])
    const taken = claims.flat().flatMap((claimed) => claimed.ids)
    assert.sameMembers(taken, ids)
  }).skip(() => dialect() === 'sqlite', 'SQLite has one process')

  test('what follows on another’s event of the same record waits for it', async ({ assert }) => {
    const [a, b] = [newRecordId(), newRecordId()]
    await raise(event([a]))
    await transaction(async () => {
      // Another process has the first; not committed, its claim can only be seen by its lock.
      await execute(
        sql`update core__outbox set claimed_until = ${Date.now() + 60_000}, claimed_by = 'x'`
      )
    })
    await raise(event([b, a]))
    await raise(event([b]))
    const free = newRecordId()
    await raise(event([free]))
    const claimed = await claimEvents()
    assert.deepEqual(
      claimed.map(({ ids }) => ids),
      [[free]]
    )
  }).skip(() => dialect() === 'sqlite', 'SQLite has one process')
})
