import { setTimeout as wait } from 'node:timers/promises'
import server from '@adonisjs/core/services/server'
import { test } from '@japa/runner'
import { io, type Socket } from 'socket.io-client'
import type { ErrorItem, ResourceEvent } from '@xinglin/contracts'
import { DEMO_PASSWORD } from '#app/system/demo.ts'
import { clientOf, makePerson, makeRole, send, type Client } from '#tests/people.ts'
import { publishJob, startRealtime } from './realtime.ts'

const DRUGS = 'dictionary.drugs'
const SOON_MS = 1500

interface Listener {
  socket: Socket
  events: ResourceEvent[]
  subscribe(request: unknown): Promise<{ ok?: true } & Partial<ErrorItem>>
}

async function connect(options: object): Promise<Listener> {
  const socket = io(process.env.APP_URL!, { transports: ['websocket'], forceNew: true, ...options })
  const events: ResourceEvent[] = []
  socket.on('event', (event) => events.push(event))
  await new Promise<void>((resolve, reject) => {
    socket.on('connect', resolve)
    socket.on('connect_error', reject)
  })
  return { socket, events, subscribe: (request) => socket.emitWithAck('subscribe', request) }
}

async function tokenOf(login: string, password = DEMO_PASSWORD): Promise<string> {
  return (await send('POST', '/api/auth/tokens', { login, password })).body.data.token
}

async function listenAs(login: string): Promise<Listener> {
  return connect({ auth: { token: await tokenOf(login) } })
}

async function until(holds: () => boolean, ms = SOON_MS): Promise<boolean> {
  const end = Date.now() + ms
  while (!holds() && Date.now() < end) await wait(10)
  return holds()
}

let number = 0
/** A person whose only right is to list these drugs. */
async function personWith(
  admin: Client,
  grant: { scope?: unknown; readFields?: unknown }
): Promise<{ login: string; role: string }> {
  const login = `live-${++number}-${process.pid}`
  const role = await makeRole(admin, login, [{ resource: DRUGS, action: 'list', ...grant }])
  await makePerson(admin, login, [role])
  return { login, role }
}

async function makeDrug(
  admin: Client,
  values: object = {}
): Promise<{ id: string; version: number }> {
  const code = `LIVE-${++number}`
  const made = await admin('POST', `/api/resources/${DRUGS}`, {
    code,
    genericName: code,
    ...values,
  })
  return made.body.data
}

test.group('realtime', (group) => {
  const open: Listener[] = []
  const keep = async (listener: Promise<Listener>) => {
    open.push(await listener)
    return open.at(-1)!
  }
  group.setup(() => {
    startRealtime(server.getNodeServer()!, { origin: process.env.APP_URL!, redisUrl: undefined })
  })
  group.each.teardown(() => {
    for (const { socket } of open.splice(0)) socket.disconnect()
  })

  test('refuses a handshake without, and with a bad, credential', async ({ assert }) => {
    for (const options of [
      {},
      { auth: { token: 'x'.repeat(43) } },
      { auth: { token: { $ne: 1 } } },
    ])
      await assert.rejects(() => connect(options), /E_UNAUTHENTICATED/)
  })

  test('takes the cookie of a page of ours and of no other', async ({ assert }) => {
    const signedIn = await send('POST', '/api/auth/login', {
      login: 'admin',
      password: DEMO_PASSWORD,
    })
    const cookie = signedIn.headers.getSetCookie()[0]!.split(';')[0]!
    const headers = (origin?: string) => ({ extraHeaders: { cookie, ...(origin && { origin }) } })
    await keep(connect(headers(process.env.APP_URL)))
    await assert.rejects(() => connect(headers('https://evil.example')), /E_UNAUTHENTICATED/)
    await assert.rejects(() => connect(headers()), /E_UNAUTHENTICATED/)
  })

  test('tells who may list of what is created, updated and deleted', async ({ assert }) => {
    const admin = await clientOf('admin')
    const listener = await keep(listenAs('admin'))
    assert.deepEqual(await listener.subscribe({ channel: `resources/${DRUGS}` }), { ok: true })
    const { id } = await makeDrug(admin)
    await until(() => listener.events.length === 1)
    await admin('PATCH', `/api/resources/${DRUGS}/${id}`, { version: 1, genericName: '新名' })
    await until(() => listener.events.length === 2)
    await admin('DELETE', `/api/resources/${DRUGS}/${id}`)
    await until(() => listener.events.length === 3)
    assert.deepEqual(
      listener.events.map(({ channel, type, payload }) => [channel, type, payload.ids]),
      ['created', 'updated', 'deleted'].map((type) => [`resources/${DRUGS}`, type, [id]])
    )
    assert.match(listener.events[0]!.date, /^\d{4}-.*Z$/)
  })

  test('refuses a resource without a grant like one that does not exist', async ({ assert }) => {
    const listener = await keep(listenAs('patient'))
    const unknown = await listener.subscribe({ channel: 'resources/dictionary.nothing' })
    const hidden = await listener.subscribe({ channel: `resources/${DRUGS}` })
    assert.equal(hidden.code, 'E_NOT_FOUND')
    assert.deepEqual(hidden, unknown)
    assert.equal((await listener.subscribe({ channel: 7 })).code, 'E_MALFORMED')
    assert.equal((await listener.subscribe(null)).code, 'E_MALFORMED')
  })

  test('refuses filters on fields that are not shown', async ({ assert }) => {
    const admin = await clientOf('admin')
    const { login } = await personWith(admin, { readFields: ['genericName'] })
    const listener = await keep(listenAs(login))
    const answer = await listener.subscribe({
      channel: `resources/${DRUGS}`,
      filters: [{ field: 'price', operator: 'gt', value: 1 }],
    })
    assert.equal(answer.code, 'E_INVALID_QUERY')
  })

  test('only tells of records in scope; one that leaves it is deleted for who saw it', async ({
    assert,
  }) => {
    const admin = await clientOf('admin')
    const { login } = await personWith(admin, {
      scope: [{ field: 'kind', operator: 'eq', value: 'herb' }],
    })
    const listener = await keep(listenAs(login))
    await listener.subscribe({ channel: `resources/${DRUGS}` })
    const herb = await makeDrug(admin, { kind: 'herb' })
    const pill = await makeDrug(admin, { kind: 'western' })
    const path = (id: string) => `/api/resources/${DRUGS}/${id}`
    await admin('PATCH', path(pill.id), { version: 1, genericName: '看不见' })
    // Events that are told together are judged by what is there when they are told.
    await wait(SOON_MS)
    assert.isEmpty(listener.events.filter(({ payload }) => payload.ids.includes(pill.id)))
    await admin('PATCH', path(herb.id), { version: 1, kind: 'western' })
    await admin('PATCH', path(herb.id), { version: 2, genericName: '也看不见' })
    await admin('PATCH', path(pill.id), { version: 2, kind: 'herb' })
    await admin('DELETE', path(pill.id))
    await admin('DELETE', path(herb.id))
    await wait(SOON_MS)
    const seen = listener.events.map(({ type, payload }) => [type, ...payload.ids])
    assert.includeDeepMembers(seen, [
      ['deleted', herb.id],
      ['deleted', pill.id],
    ])
    assert.isAtMost(seen.filter(([type, id]) => type === 'deleted' && id === herb.id).length, 1)
  })

  test('one that is given to another department is deleted for those of the first', async ({
    assert,
  }) => {
    const admin = await clientOf('admin')
    const stamp = `live-department-${++number}-${process.pid}`
    const departments = await Promise.all(
      ['from', 'to'].map(async (name) => {
        const body = { name: `${stamp} ${name}` }
        return (await admin('POST', '/api/resources/core.departments', body)).body.data.id
      })
    )
    const scope = [{ field: 'departmentId', operator: 'in', value: '$user.departmentIds' }]
    const role = await makeRole(admin, stamp, [{ resource: DRUGS, action: 'list', scope }])
    const listeners = await Promise.all(
      departments.map(async (department, i) => {
        const login = `${stamp}-${i}`
        const { id: user } = await makePerson(admin, login)
        await admin('POST', '/api/resources/core.memberships', { user, role, department })
        const listener = await keep(listenAs(login))
        await listener.subscribe({ channel: `resources/${DRUGS}` })
        return listener
      })
    )
    const { id } = await makeDrug(admin, { departmentId: departments[0] })
    assert.isTrue(await until(() => listeners[0]!.events.length === 1))
    await admin('PATCH', `/api/resources/${DRUGS}/${id}`, {
      version: 1,
      departmentId: departments[1],
    })
    await until(() => listeners.every(({ events }) => events.length > 0))
    await wait(SOON_MS)
    const told = listeners.map(({ events }) => events.map(({ type }) => type))
    assert.deepEqual(told, [['created', 'deleted'], ['updated']])
  })

  test('a filter narrows what is told in the same way', async ({ assert }) => {
    const admin = await clientOf('admin')
    const listener = await keep(listenAs('admin'))
    await listener.subscribe({
      channel: `resources/${DRUGS}`,
      filters: [{ field: 'price', operator: 'gte', value: 1000 }],
    })
    const cheap = await makeDrug(admin, { price: 900 })
    const dear = await makeDrug(admin, { price: 2000 })
    await until(() => listener.events.length === 1)
    await admin('PATCH', `/api/resources/${DRUGS}/${dear.id}`, { version: 1, price: 999 })
    await admin('PATCH', `/api/resources/${DRUGS}/${cheap.id}`, { version: 1, price: 998 })
    await wait(SOON_MS)
    assert.deepEqual(
      listener.events.map(({ type, payload }) => [type, payload.ids]),
      [
        ['created', [dear.id]],
        ['deleted', [dear.id]],
      ]
    )
  })

  test('a withdrawn grant stops the frames within a second', async ({ assert }) => {
    const admin = await clientOf('admin')
    const { login, role } = await personWith(admin, {})
    const listener = await keep(listenAs(login))
    await listener.subscribe({ channel: `resources/${DRUGS}` })
    await makeDrug(admin)
    assert.isTrue(await until(() => listener.events.length === 1))
    const filters = encodeURIComponent(
      JSON.stringify([{ field: 'role', operator: 'eq', value: role }])
    )
    const found = await admin('GET', `/api/resources/core.grants?filters=${filters}`)
    await admin('DELETE', `/api/resources/core.grants/${found.body.data[0].id}`)
    await makeDrug(admin)
    await wait(SOON_MS)
    assert.lengthOf(listener.events, 1)
  })

  test('a revoked session is disconnected within a second', async ({ assert }) => {
    const token = await tokenOf('doctor')
    const listener = await keep(connect({ auth: { token } }))
    const headers = { authorization: `Bearer ${token}` }
    await send('DELETE', '/api/auth/tokens/current', undefined, headers)
    assert.isTrue(await until(() => !listener.socket.connected, 1000))
  })

  test('too many messages are refused, and too many subscriptions', async ({ assert }) => {
    const listener = await keep(listenAs('admin'))
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, i) =>
        listener.subscribe({
          channel: `resources/${DRUGS}`,
          filters: [{ field: 'code', operator: 'eq', value: `C${i}` }],
        })
      )
    )
    assert.lengthOf(
      answers.filter(({ ok }) => ok),
      50
    )
    assert.lengthOf(
      answers.filter(({ code }) => code === 'E_TOO_MANY_REQUESTS'),
      50
    )
  })

  test('progress of a job reaches its owner alone', async ({ assert }) => {
    const mine = await keep(listenAs('admin'))
    const other = await keep(listenAs('doctor'))
    const heard: unknown[] = []
    const overheard: unknown[] = []
    mine.socket.on('job', (progress) => heard.push(progress))
    other.socket.on('job', (progress) => overheard.push(progress))
    const me = await send('GET', '/api/auth/me', undefined, {
      authorization: `Bearer ${await tokenOf('admin')}`,
    })
    const progress = { id: me.body.data.id, state: 'running', done: 1, total: 2 } as const
    publishJob(me.body.data.id, progress)
    await until(() => heard.length > 0)
    assert.deepEqual(heard, [progress])
    assert.isEmpty(overheard)
  })

  test('a change of rights is told to everybody, and nothing of what it is', async ({ assert }) => {
    const admin = await clientOf('admin')
    const { login } = await personWith(admin, {})
    const listener = await keep(listenAs(login))
    await listener.subscribe({ channel: `resources/${DRUGS}` })
    const told: unknown[][] = []
    await wait(SOON_MS)
    listener.socket.on('configuration', (...words) => told.push(words))
    await makeDrug(admin)
    assert.isTrue(await until(() => listener.events.length > 0))
    assert.isEmpty(told)
    await makeRole(admin, `told-${++number}-${process.pid}`, [])
    assert.isTrue(await until(() => told.length > 0))
    assert.isEmpty(told.flat())
  })
})
