/** Two nodes of one hospital: what one does counts on the other, once; and Redis may go away. */
import { test } from '@japa/runner'
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { io, type Socket } from 'socket.io-client'
import type { ResourceEvent } from '@xinglin/contracts'
import { makePerson, makeRole, type Client } from '#tests/people.ts'
import { freePort, FULL, onMysql, Server, until } from './server.ts'
import { recordOutbox } from './trail.ts'
import { Trial } from './trial.ts'

const DRUGS = 'dictionary.drugs'
const CLIENTS = 16
const WRITES = FULL ? 100 : 10
/** What is changed on one node counts on the other. */
const SOON_MS = 2000
/** Longer than the Redis client keeps a command before it gives it up. */
const AWAY_MS = 15_000
const BACK_MS = 10_000

const TITLES = [
  'two nodes write: every socket hears of each once',
  'a grant changed on one node counts on the other',
  'a session ended on one node is ended on the other',
  'Redis goes away and comes back',
] as const
const hasRedis = spawnSync('redis-server', ['--version']).status === 0
const reason = !onMysql ? 'SQLite has one node' : !hasRedis ? 'no redis-server is installed' : null

test.group('two nodes', (group) => {
  if (reason) for (const title of TITLES) Trial.leftOut(title, reason)

  let redis: Redis
  let a: Server
  let b: Server
  const open: Socket[] = []
  const listen = async (server: Server, token: Record<string, string> = server.headers) => {
    const heard = await Listener.at(server, token)
    open.push(heard.socket)
    return heard
  }

  group.setup(async () => {
    if (reason) return () => {}
    redis = new Redis(await freePort())
    await redis.start()
    a = await Server.fresh({ environment: { REDIS_URL: redis.url } })
    b = await a.sibling()
    await recordOutbox(a)
    await a.run('create table fault_taken (id char(36), node char(36))')
    await a.run(
      `create trigger fault_events_taken after delete on core__outbox for each row
        insert into fault_taken values (old.id, old.claimed_by)`
    )
    await Promise.all([a.start(), b.start()])
    return async () => {
      await b.end()
      await a.remove()
      await redis.end()
    }
  })
  group.each.teardown(() => {
    for (const socket of open.splice(0)) socket.disconnect()
  })

  test(TITLES[0], async ({ assert, cleanup }) => {
    const trial = Trial.of(TITLES[0], cleanup)
    trial.rounds = 1
    const listeners = [await listen(a), await listen(b)]
    const wanted: string[] = []
    const one = async (client: number) => {
      for (let i = 0; i < WRITES; i++) {
        const [first, other] = (client + i) % 2 === 0 ? [a, b] : [b, a]
        const id = await makeDrug(first!, `N${client}-${i}`)
        wanted.push(`created ${id}`)
        const change = { version: 1, genericName: `N${client}-${i}-2` }
        await other!.call('PATCH', `/api/resources/${DRUGS}/${id}`, change)
        wanted.push(`updated ${id}`)
      }
    }
    await Promise.all(Array.from({ length: CLIENTS }, (_, client) => one(client)))
    trial.acknowledged = wanted.length
    await until(() => listeners.every(({ heard }) => heard.length >= wanted.length))
    // What is told twice comes late.
    await sleep(SOON_MS)
    for (const { heard } of listeners) assert.deepEqual(heard.toSorted(), wanted.toSorted())

    assert.equal(await a.count('select count(*) from core__outbox'), 0)
    assert.equal(await a.count('select count(*) from core__undelivered'), 0)
    const events = await a.rows('select id from fault_events order by id')
    const taken = await a.rows(
      'select id, node from fault_taken where id in (select id from fault_events) order by id'
    )
    assert.deepEqual(
      taken.map(({ id }) => id),
      events.map(({ id }) => id)
    )
    assert.equal(new Set(taken.map(({ node }) => node)).size, 2, 'both nodes dispatched')
    assert.equal(await a.command('audit:verify'), 0, a.output)
  })
    .skip(reason !== null)
    .timeout(120_000)

  test(TITLES[1], async ({ assert, cleanup }) => {
    const trial = Trial.of(TITLES[1], cleanup)
    trial.rounds = 1
    const admin: Client = (...request) => a.ask(...request)
    const role = await makeRole(admin, 'nodes', [{ resource: DRUGS, action: 'list' }])
    const { login } = await makePerson(admin, 'nodes', [role])
    const token = await b.tokenOf(login)
    const status = async () =>
      (await b.ask('GET', `/api/resources/${DRUGS}`, undefined, token)).status
    await trial.recovers(() => until(async () => (await status()) === 200, SOON_MS))
    const listener = await listen(b, token)
    await makeDrug(a, 'GRANT-1')
    await until(() => listener.heard.length === 1, SOON_MS)

    const filters = encodeURIComponent(
      JSON.stringify([{ field: 'role', operator: 'eq', value: role }])
    )
    const { data } = await a.call('GET', `/api/resources/core.grants?filters=${filters}`)
    await a.call('DELETE', `/api/resources/core.grants/${data[0].id}`)
    await trial.recovers(() => until(async () => (await status()) === 404, SOON_MS))
    await makeDrug(a, 'GRANT-2')
    await sleep(SOON_MS)
    assert.lengthOf(listener.heard, 1)

    await a.call('POST', '/api/resources/core.grants', { role, resource: DRUGS, action: 'list' })
    await trial.recovers(() => until(async () => (await status()) === 200, SOON_MS))
  })
    .skip(reason !== null)
    .timeout(60_000)

  test(TITLES[2], async ({ assert, cleanup }) => {
    const trial = Trial.of(TITLES[2], cleanup)
    trial.rounds = 1
    const token = await a.tokenOf('doctor')
    const status = async () => (await b.ask('GET', '/api/auth/me', undefined, token)).status
    assert.equal(await status(), 200)
    const { socket } = await Listener.connected(b, token)
    open.push(socket)
    const { status: ended } = await a.ask('DELETE', '/api/auth/tokens/current', undefined, token)
    assert.isBelow(ended, 300)
    await trial.recovers(() =>
      until(async () => (await status()) === 401 && !socket.connected, SOON_MS)
    )
    await sleep(SOON_MS)
    assert.equal(await status(), 401)
  })
    .skip(reason !== null)
    .timeout(60_000)

  test(TITLES[3], async ({ assert, cleanup }) => {
    const trial = Trial.of(TITLES[3], cleanup)
    const write = async () => {
      for (const server of [a, b]) {
        await makeDrug(server, `REDIS-${(trial.acknowledged += 1)}`)
      }
    }
    const pids = [a.pid, b.pid]
    for (trial.rounds = 1; ; trial.rounds++) {
      await redis.end()
      const back = Date.now() + AWAY_MS
      while (Date.now() < back) {
        await write()
        await sleep(100)
      }
      for (const server of [a, b])
        assert.equal((await server.ask('GET', '/health/ready')).status, 200)
      assert.deepEqual([a.pid, b.pid], pids)
      // One that starts meanwhile.
      assert.equal(await b.end('SIGTERM'), 0, b.output)
      await b.start()
      pids[1] = b.pid
      await write()

      await redis.start()
      const listeners = [await listen(a), await listen(b)]
      await trial.recovers(() =>
        until(async () => {
          const made = [await makeDrug(a, `LIVE-${(trial.acknowledged += 1)}`)]
          await sleep(300)
          return listeners.every(({ heard }) => made.every((id) => heard.includes(`created ${id}`)))
        }, BACK_MS)
      )
      // Whichever of the two takes an event from the outbox, the other tells of it too.
      const made: string[] = []
      for (let i = 0; i < 20; i++)
        made.push(`created ${await makeDrug(i % 2 ? a : b, `LIVE-${(trial.acknowledged += 1)}`)}`)
      await sleep(SOON_MS)
      for (const { heard } of listeners)
        assert.deepEqual(heard.filter((event) => made.includes(event)).toSorted(), made.toSorted())
      for (const socket of open.splice(0)) socket.disconnect()
      if (trial.rounds === (FULL ? 5 : 1)) break
    }
    const present = await a.count(
      `select count(*) from dictionary__drugs where code like 'REDIS-%' or code like 'LIVE-%'`
    )
    trial.lost = trial.acknowledged - present
    assert.equal(trial.lost, 0)
    assert.equal(await a.command('audit:verify'), 0, a.output)
  })
    .skip(reason !== null)
    .timeout(300_000)
})

async function makeDrug(server: Server, code: string): Promise<string> {
  return (await server.call('POST', `/api/resources/${DRUGS}`, { code, genericName: code })).data.id
}

/** A socket that listens to the drugs of one node. */
class Listener {
  readonly socket: Socket
  /** `<type> <id>`, as they came. */
  readonly heard: string[] = []

  private constructor(socket: Socket) {
    this.socket = socket
    socket.on('event', ({ type, payload }: ResourceEvent) =>
      this.heard.push(...payload.ids.map((id) => `${type} ${id}`))
    )
  }

  static async at(server: Server, token: Record<string, string>): Promise<Listener> {
    const listener = await Listener.connected(server, token)
    const answer = await listener.socket.emitWithAck('subscribe', { channel: `resources/${DRUGS}` })
    if (!answer.ok) throw new Error(JSON.stringify(answer))
    return listener
  }

  static async connected(server: Server, token: Record<string, string>): Promise<Listener> {
    const socket = io(server.origin, {
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      extraHeaders: token,
    })
    const listener = new Listener(socket)
    await new Promise<void>((resolve, reject) => {
      socket.on('connect', resolve)
      socket.on('connect_error', reject)
    })
    return listener
  }
}

/** A Redis of our own, so that nobody else's goes away. */
class Redis {
  readonly #port: number
  #process: ChildProcess | null = null

  constructor(port: number) {
    this.#port = port
  }

  get url(): string {
    return `redis://127.0.0.1:${this.#port}`
  }

  async start(): Promise<void> {
    const kept = ['--save', '', '--appendonly', 'no', '--bind', '127.0.0.1']
    this.#process = spawn('redis-server', ['--port', String(this.#port), ...kept])
    let said = ''
    this.#process.stdout!.on('data', (text: Buffer) => (said += text))
    await until(() => said.includes('Ready to accept connections'))
  }

  async end(): Promise<void> {
    const running = this.#process
    this.#process = null
    if (!running) return
    const ended = once(running, 'exit')
    running.kill('SIGKILL')
    await ended
  }
}
