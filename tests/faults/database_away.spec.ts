/** MySQL is cut off, or says nothing any more, while clients write: 503 with a reason, and on again by itself. */
import { test } from '@japa/runner'
import { randomInt } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { Passage } from '#tests/passage.ts'
import { env } from '../../start/env.ts'
import { FULL, onMysql, Server, until } from './server.ts'
import { Trial } from './trial.ts'
import { Writers } from './writers.ts'

const WRITERS = 16
const ROUNDS = FULL ? 10 : 2
/** How long a request may wait for a database that says nothing. */
const LONGEST_MS = 40_000
const BACK_MS = 15_000
/** MariaDB shows an old picture of its transactions to whoever asks more often than every 100 ms. */
const VIEW_MS = 300

const FAULTS = [
  { title: 'the way to the database is cut', fault: 'cut' },
  { title: 'the database is connected and silent', fault: 'silence' },
] satisfies { title: string; fault: 'cut' | 'silence' }[]

test.group('the database is away', () => {
  if (!onMysql) for (const { title } of FAULTS) Trial.leftOut(title, 'SQLite is a file')

  test('{title}: 503, nothing lost, back by itself')
    .with(FAULTS)
    .run(async ({ assert, cleanup }, { title, fault }) => {
      const trial = Trial.of(title, cleanup)
      const passage = await Passage.to(env.database.host, env.database.port)
      cleanup(() => passage.cut())
      const server = await Server.fresh({ environment: { DB_PORT: String(passage.port) } })
      cleanup(() => server.remove())
      const writers = await Writers.of(server, WRITERS)
      await server.start()

      for (trial.rounds = 1; ; trial.rounds++) {
        const writing = writers.write()
        await Promise.race([sleep(randomInt(1000, 2000)), writing])
        passage[fault]()
        const since = performance.now()
        const outcomes = await writing
        assert.deepEqual(new Set(outcomes), new Set(['unavailable']))
        assert.isBelow(performance.now() - since, LONGEST_MS)

        const ready = await server.ask('GET', '/health/ready')
        assert.equal(ready.status, 503)
        assert.deepEqual(ready.body, { status: 'unavailable', reason: 'database' })
        assert.equal((await server.ask('GET', '/health/live')).status, 200)

        await passage.open()
        await trial.recovers(() => until(() => serves(server), BACK_MS))
        await until(async () => (await openTransactions(server)) === 0, 30_000, VIEW_MS)
        assert.deepEqual(await writers.check(trial), [])
        if (trial.rounds === ROUNDS) break
      }
      await until(async () => (await server.count('select count(*) from core__outbox')) === 0)
      assert.equal(await server.count('select count(*) from core__undelivered'), 0)
      assert.isAbove(trial.acknowledged, ROUNDS * WRITERS)
    })
    .skip(!onMysql)
    .timeout(1_800_000)
})

/** Ready, and takes a write. */
async function serves(server: Server): Promise<boolean> {
  if ((await server.ask('GET', '/health/ready')).status !== 200) return false
  const diagnosis = { code: `BACK${randomInt(1_000_000_000)}`, name: '恢复' }
  const made = await server.ask('POST', '/api/resources/dictionary.diagnoses', diagnosis)
  return made.status === 201
}

/** What the server sent before it gave up may still reach the database. */
function openTransactions(server: Server): Promise<number> {
  return server.count(
    `select count(*) from information_schema.innodb_trx t
      join information_schema.processlist p on p.id = t.trx_mysql_thread_id where p.db = '${server.database}'`
  )
}
