/** SIGTERM and kill -9 as a service manager sends them: what was accepted is answered, and somebody serves again. */
import { test } from '@japa/runner'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { request, type ClientRequest, type IncomingMessage } from 'node:http'
import { connect } from 'node:net'
import { randomInt } from 'node:crypto'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { FULL, Server, until } from './server.ts'
import { Trial } from './trial.ts'
import { Writers } from './writers.ts'

const WRITERS = 16
const ROUNDS = FULL ? 20 : 2
/** The supervisor waits no longer for its worker. */
const DRAIN_MS = 30_000
/** With requests of milliseconds nothing is worth waiting for. */
const PROMPT_MS = 5000
/** A worker that is gone, until another answers. */
const BACK_MS = 5000
/** The supervisor hears nothing from its worker, and looks once a second. */
const SILENCE_MS = 6000

const ENDLESS = 'SIGTERM with a request that never ends'

const MODES = [
  { mode: 'a worker alone', supervised: false },
  { mode: 'a supervisor', supervised: true },
]

test.group('signals', () => {
  test('SIGTERM to {mode} while clients write: all that was carried out is answered')
    .with(FULL ? MODES : MODES.slice(1))
    .run(async ({ assert, cleanup }, { mode, supervised }) => {
      const trial = Trial.of(`SIGTERM to ${mode} while ${WRITERS} clients write`, cleanup)
      const server = await Server.fresh({ supervised })
      cleanup(() => server.remove())
      const writers = await Writers.of(server, WRITERS)

      for (trial.rounds = 1; ; trial.rounds++) {
        await server.start()
        const writing = writers.write()
        await Promise.race([sleep(randomInt(400, 2000)), writing])
        const since = performance.now()
        assert.equal(await server.end('SIGTERM'), 0, server.output)
        assert.isBelow(performance.now() - since, PROMPT_MS)
        assert.deepEqual(new Set(await writing), new Set(['gone']))
        assert.deepEqual(await writers.check(trial), [])
        assert.deepEqual(writers.untold, [], 'carried out, and its client was never told')
        if (trial.rounds === ROUNDS) break
      }
      assert.isAbove(trial.acknowledged, ROUNDS * WRITERS)
      assert.equal(await server.command('audit:verify'), 0, server.output)
    })
    .timeout(600_000)

  test('SIGTERM to {mode}: a request half sent is taken and answered, a new connection is not')
    .with(FULL ? MODES : MODES.slice(1))
    .run(async ({ assert, cleanup }, { mode, supervised }) => {
      const trial = Trial.of(`SIGTERM to ${mode} in the middle of a request`, cleanup)
      const server = await Server.fresh({ supervised })
      cleanup(() => server.remove())
      await server.start()
      const { begun, rest } = await halfSent(server, 'HALF-1')
      trial.rounds = 1

      // A service manager sends it to every process.
      const { worker } = server
      const ended = server.end('SIGTERM')
      process.kill(worker, 'SIGTERM')
      await until(async () => !(await accepts(server)), 2000)
      const since = performance.now()
      begun.end(rest)
      const [answer] = (await once(begun, 'response')) as [IncomingMessage]
      assert.equal(answer.statusCode, 201, await text(answer))
      trial.acknowledged = 1
      assert.equal(await ended, 0, server.output)
      assert.isBelow(performance.now() - since, PROMPT_MS)
      const made = await server.count(
        `select count(*) from dictionary__diagnoses where code = 'HALF-1'`
      )
      trial.lost = 1 - made
      assert.equal(made, 1)
    })
    .timeout(120_000)

  if (!FULL) Trial.leftOut(ENDLESS, 'it takes half a minute; FAULTS=full')
  test('SIGTERM to a supervisor whose client never ends: over within the limit, and no orphan', async ({
    assert,
    cleanup,
  }) => {
    const trial = Trial.of(ENDLESS, cleanup)
    const server = await Server.fresh({ supervised: true })
    cleanup(() => server.remove())
    await server.start()
    const { begun } = await halfSent(server, 'HALF-2')
    begun.on('error', () => {})
    const { worker } = server
    trial.rounds = 1
    const since = performance.now()
    assert.equal(await server.end('SIGTERM'), 0, server.output)
    assert.isBelow(performance.now() - since, DRAIN_MS + 2000)
    await until(() => isGone(worker), 1000)
  })
    .skip(!FULL)
    .timeout(120_000)

  test('kill -9 of a supervisor ends its worker too', async ({ cleanup }) => {
    const trial = Trial.of('kill -9 of the supervisor alone', cleanup)
    const server = await Server.fresh({ supervised: true })
    cleanup(() => server.remove())
    await server.start()
    const { worker } = server
    trial.rounds = 1
    const { pid } = server
    process.kill(pid, 'SIGKILL')
    await until(() => isGone(pid) && isGone(worker), 2000)
    await trial.recovers(() => server.start())
  }).timeout(120_000)

  test('the supervisor replaces a worker that {what}')
    .with([
      { what: 'is killed', signal: 'SIGKILL', within: BACK_MS },
      { what: 'says nothing any more', signal: 'SIGSTOP', within: SILENCE_MS + BACK_MS },
    ] as const)
    .run(async ({ assert, cleanup }, { what, signal, within }) => {
      const trial = Trial.of(`the worker ${what}`, cleanup)
      const server = await Server.fresh({ supervised: true })
      cleanup(() => server.remove())
      await server.start()
      for (trial.rounds = 1; ; trial.rounds++) {
        const { worker } = server
        process.kill(worker, signal)
        const asked = over(server)
        await trial.recovers(() => until(() => isGone(worker) && serves(server), within))
        // Who asked the one that was ended hears of it, and does not wait for ever.
        assert.isTrue(await Promise.race([asked, sleep(1000, false)]))
        assert.notEqual(server.worker, worker)
        if (trial.rounds === (FULL ? 10 : 1)) break
      }
      assert.equal(await server.end('SIGTERM'), 0, server.output)
    })
    .timeout(300_000)
})

/** A request the server has begun to read; `rest` is what it still waits for. */
async function halfSent(
  server: Server,
  code: string
): Promise<{ begun: ClientRequest; rest: string }> {
  const body = JSON.stringify({ code, name: '说到一半' })
  const begun = request(`${server.origin}/api/resources/dictionary.diagnoses`, {
    method: 'POST',
    headers: {
      ...server.headers,
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
    },
  })
  begun.write(body.slice(0, 10))
  await once(begun, 'socket')
  // Nothing tells that the server has read it.
  await sleep(200)
  return { begun, rest: body.slice(10) }
}

/** Whether somebody listens. */
async function accepts(server: Server): Promise<boolean> {
  const { hostname, port } = new URL(server.origin)
  const socket = connect(Number(port), hostname)
  const accepted = await new Promise<boolean>((resolve) => {
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
  })
  socket.destroy()
  return accepted
}

/** A connection of its own that asks; true as soon as it has ended, or was refused. */
async function over(server: Server): Promise<boolean> {
  const { hostname, port } = new URL(server.origin)
  const socket = connect(Number(port), hostname)
  socket.on('error', () => {}).resume()
  socket.write('GET /health/live HTTP/1.0\r\n\r\n')
  await new Promise((closed) => socket.once('close', closed))
  return true
}

/** Answers a person it knows, from the database. */
async function serves(server: Server): Promise<boolean> {
  const answer = await server
    .ask('GET', '/api/resources/dictionary.diagnoses?pageSize=1')
    .catch(() => null)
  return answer?.status === 200
}

/** Also one whose parent has not asked for its code yet. */
function isGone(pid: number): boolean {
  if (!existsSync(`/proc/${pid}`)) return true
  return /^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
}
