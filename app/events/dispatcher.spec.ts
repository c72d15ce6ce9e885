import { setTimeout as wait } from 'node:timers/promises'
import { test } from '@japa/runner'
import { name, sql } from '#app/database/sql.ts'
import { execute, rows, transaction } from '#app/database/store.ts'
import { newRecordId } from '#app/database/record_id.ts'
import { listen, startDispatcher, stopDispatcher, type DispatchedEvent } from './dispatcher.ts'
import { raise } from './outbox.ts'

const SOON_MS = 4000

async function until(holds: () => boolean | Promise<boolean>): Promise<boolean> {
  const end = Date.now() + SOON_MS
  while (!(await holds())) {
    if (Date.now() > end) return false
    await wait(10)
  }
  return true
}

async function count(table: string): Promise<number> {
  return Number((await rows(sql`select count(*) as n from ${name(table)}`))[0]!.n)
}

const event = (id: string, type = 'updated') => ({ resource: 'test.things', type, ids: [id] })

test.group('the outbox', (group) => {
  const stops: (() => void)[] = []
  const hear = (listener: string, take: (event: DispatchedEvent) => void) =>
    stops.push(
      listen(listener, async (events) => {
        for (const heard of events) if (heard.resource === 'test.things') take(heard)
      })
    )
  group.each.setup(() => startDispatcher())
  group.teardown(() => startDispatcher())
  group.each.teardown(async () => {
    for (const stop of stops.splice(0)) stop()
    await execute(sql`delete from core__undelivered`)
  })

  test('an event leaves if and only if its transaction commits', async ({ assert }) => {
    const heard: string[] = []
    hear('test.all', ({ ids }) => heard.push(...ids))
    const [kept, lost] = [newRecordId(), newRecordId()]
    await transaction(() => raise(event(kept)))
    await assert.rejects(() =>
      transaction(async () => {
        await raise(event(lost))
        throw new Error('no')
      })
    )
    assert.isTrue(await until(() => heard.length > 0))
    await wait(50)
    assert.deepEqual(heard, [kept])
    assert.isTrue(await until(async () => (await count('core__outbox')) === 0))
  })

  test('a failing listener neither loses its event nor stops others', async ({ assert }) => {
    const [broken, fine] = [newRecordId(), newRecordId()]
    const tried: string[] = []
    const heard: string[] = []
    let failing = true
    hear('test.failing', ({ ids }) => {
      if (failing && ids[0] === broken) throw new Error('not now')
      tried.push(ids[0]!)
    })
    hear('test.other', ({ ids }) => heard.push(ids[0]!))
    await raise(event(broken))
    await raise(event(fine))
    assert.isTrue(await until(() => heard.length === 2 && tried.includes(fine)))
    assert.isTrue(await until(async () => (await count('core__outbox')) === 0))
    assert.equal(await count('core__undelivered'), 1)
    failing = false
    assert.isTrue(await until(() => tried.includes(broken)))
    assert.isTrue(await until(async () => (await count('core__undelivered')) === 0))
  })

  test('events of a record stay in order when the first fails', async ({ assert }) => {
    const id = newRecordId()
    const taken: string[] = []
    let failures = 1
    hear('test.order', ({ type }) => {
      if (type === 'created' && failures-- > 0) throw new Error('once')
      taken.push(type)
    })
    await transaction(async () => {
      await raise(event(id, 'created'))
      await raise(event(id, 'updated'))
    })
    // The first of the batch fails twice: with the others, then alone.
    failures = 2
    await raise(event(id, 'deleted'))
    assert.isTrue(await until(() => taken.length === 3))
    assert.deepEqual(taken, ['created', 'updated', 'deleted'])
  })

  test('after the last attempt an event is kept as dead, and the record goes on', async ({
    assert,
  }) => {
    const id = newRecordId()
    const taken: string[] = []
    hear('test.dying', ({ type }) => {
      if (type === 'created') throw new Error('never')
      taken.push(type)
    })
    await raise(event(id, 'created'))
    await raise(event(id, 'updated'))
    assert.isTrue(await until(async () => (await count('core__undelivered')) === 2))
    await execute(sql`update core__undelivered set attempts = 9, due_at = 0 where type = 'created'`)
    assert.isTrue(await until(() => taken.length === 1))
    const [dead] = await rows(sql`select type, dead, error from core__undelivered`)
    assert.deepEqual([dead!.type, Number(dead!.dead)], ['created', 1])
    assert.match(dead!.error as string, /never/)
  })

  test('stopping waits for the listeners', async ({ assert }) => {
    let done = false
    stops.push(
      listen('test.slow', async (events) => {
        if (!events.some(({ resource }) => resource === 'test.things')) return
        await wait(200)
        done = true
      })
    )
    await raise(event(newRecordId()))
    await wait(50)
    await stopDispatcher()
    assert.isTrue(done)
  })
})
