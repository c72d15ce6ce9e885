/** The clock of a node jumps, as after a night without NTP: nothing is lost, and nobody who was sent away comes back. */
import { test } from '@japa/runner'
import { globSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { FULL, onMysql, Server, until } from './server.ts'
import { Trial } from './trial.ts'
import { Writers } from './writers.ts'

const WRITERS = 8
const ROUNDS = FULL ? 10 : 1
const SOON_MS = 2000
const [library] = globSync('/usr/lib/*/faketime/libfaketimeMT.so.1')
const reason = library ? null : 'faketime is not installed'
const JUMPING = 'the clock jumps while clients write'
const ENDED = 'the clock jumps back, and a session is ended on another node'

/** The clock of a process, set from outside; timers and durations run on, as where an administrator sets it. */
class Clock {
  readonly #folder = mkdtempSync(join(tmpdir(), 'xinglin-clock-'))
  readonly #file = join(this.#folder, 'offset')

  constructor() {
    this.set('+0')
  }

  get environment(): Record<string, string> {
    return {
      LD_PRELOAD: library!,
      FAKETIME_TIMESTAMP_FILE: this.#file,
      FAKETIME_NO_CACHE: '1',
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
    }
  }

  /** How far from the real one, such as `+2h`. */
  set(offset: string): void {
    writeFileSync(this.#file, offset)
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true })
  }
}

test.group('clock', () => {
  if (reason) for (const title of [JUMPING, ENDED]) Trial.leftOut(title, reason)
  else if (!onMysql) Trial.leftOut(ENDED, 'SQLite has one node')

  test(JUMPING, async ({ assert, cleanup }) => {
    const trial = Trial.of(JUMPING, cleanup)
    const clock = new Clock()
    cleanup(() => clock.remove())
    const server = await Server.fresh({ environment: clock.environment })
    cleanup(() => server.remove())
    const writers = await Writers.of(server, WRITERS)
    // Ahead of the real one throughout, for what came first is told by the ids.
    clock.set('+48h')
    await server.start()
    const ended = await server.tokenOf('doctor')
    await server.ask('DELETE', '/api/auth/tokens/current', undefined, ended)
    const me = async () => (await server.ask('GET', '/api/auth/me', undefined, ended)).status

    for (trial.rounds = 1; ; trial.rounds++) {
      const writing = writers.write()
      for (const offset of ['+50h', '+46h', '+72h', '+24h', '+48h']) {
        clock.set(offset)
        await Promise.race([sleep(1000), writing])
        assert.equal(await me(), 401)
      }
      assert.equal(await server.end('SIGTERM'), 0, server.output)
      assert.deepEqual(new Set(await writing), new Set(['gone']))
      // And a start in the past of what was written.
      clock.set('+24h')
      await trial.recovers(() => server.start())
      assert.equal(await me(), 401)
      assert.deepEqual(await writers.check(trial), [])
      if (trial.rounds === ROUNDS) break
    }
    assert.isAbove(trial.acknowledged, ROUNDS * WRITERS)
    const [{ earliest, latest }] = await server.rows(
      `select min(updated_at) as earliest, max(updated_at) as latest from dictionary__drugs where code like 'W%'`
    )
    assert.isAbove(Date.parse(latest) - Date.parse(earliest), 40 * 3_600_000, 'the clock jumped')
    await until(async () => (await server.count('select count(*) from core__outbox')) === 0)
    assert.equal(await server.count('select count(*) from core__undelivered'), 0)
    await until(
      async () => (await server.count('select count(*) from core__audit where seq is null')) === 0
    )
    assert.equal(await server.command('audit:verify'), 0, server.output)
  })
    .skip(reason !== null)
    .timeout(300_000)

  test(ENDED, async ({ assert, cleanup }) => {
    const trial = Trial.of(ENDED, cleanup)
    trial.rounds = 1
    const clock = new Clock()
    cleanup(() => clock.remove())
    const server = await Server.fresh({ environment: {} })
    cleanup(() => server.remove())
    const late = await server.sibling({ environment: clock.environment })
    cleanup(() => late.end().then(() => {}))
    clock.set('+2h')
    await Promise.all([server.start(), late.start()])
    const token = await server.tokenOf('doctor')
    const me = async () => (await late.ask('GET', '/api/auth/me', undefined, token)).status
    assert.equal(await me(), 200)
    clock.set('+0')
    await server.ask('DELETE', '/api/auth/tokens/current', undefined, token)
    await trial.recovers(() => until(async () => (await me()) === 401, SOON_MS))
  })
    .skip(reason !== null || !onMysql)
    .timeout(120_000)
})
