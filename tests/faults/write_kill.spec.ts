/** kill -9 while sixteen clients write: what was acknowledged is there, what was not is there whole or not at all. */
import { test } from '@japa/runner'
import { randomInt } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { FULL, Server, until } from './server.ts'
import { Trial } from './trial.ts'
import { Writers } from './writers.ts'

const WRITERS = 16
const KILLS = FULL ? 20 : 3

test.group('kill -9 while clients write', () => {
  test('loses nothing that was acknowledged and leaves nothing half done', async ({
    assert,
    cleanup,
  }) => {
    const trial = Trial.of(`kill -9 while ${WRITERS} clients write`, cleanup)
    const server = await Server.fresh()
    cleanup(() => server.remove())
    const writers = await Writers.of(server, WRITERS)

    for (let kill = 1; kill <= KILLS; kill++) {
      await server.start()
      const writing = writers.write()
      // A refusal ends the wait, and the test.
      await Promise.race([sleep(randomInt(400, 2000)), writing])
      await server.end()
      assert.deepEqual(new Set(await writing), new Set(['gone']))
      trial.rounds += 1
      await trial.recovers(() => server.start())
      assert.deepEqual(await writers.check(trial), [])
      // What the killed process had claimed is free after a minute.
      const isEmpty = async () => (await server.count('select count(*) from core__outbox')) === 0
      await until(isEmpty, 90_000)
      await server.end()
    }

    assert.isAbove(trial.acknowledged, KILLS * WRITERS)
    assert.equal(await server.count('select count(*) from core__undelivered'), 0)
    assert.equal(await server.command('audit:verify'), 0, server.output)
  }).timeout(1_800_000)
})
