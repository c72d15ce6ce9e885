/** POST /api/resources/:resource/:id/transitions/:name, and what is told of it. */
import { test } from '@japa/runner'
import { name, sql } from '#app/database/sql.ts'
import { rows } from '#app/database/store.ts'
import { listen, type DispatchedEvent } from '#app/events/dispatcher.ts'
import { Refusal } from '#app/errors/refusal.ts'
import { defineResource } from '#app/resources/define_resource.ts'
import { belongsTo, choice, integer, string } from '#app/resources/fields/builders.ts'
import { clientOf, makePerson, makeRole, send, type Client } from '#tests/people.ts'
import { makeResources } from '../../tests/functional/exam_resource.ts'
import { defineLifecycle } from './define_lifecycle.ts'

const repairs = defineResource('lifecycle.repairs', {
  fields: {
    what: string({ required: true }),
    ward: string(),
    cost: integer(),
    mended: choice({ options: [{ value: 'here' }, { value: 'outside' }] }),
  },
  title: 'what',
  lifecycle: defineLifecycle({
    states: {
      reported: {},
      started: { color: 'blue' },
      done: { terminal: true },
      refused: { terminal: true },
    },
    initial: 'reported',
    transitions: {
      start: {
        from: 'reported',
        to: 'started',
        guard: ({ record }) =>
          record.ward === 'closed' ? { code: 'E_CONFLICT', meta: { reason: 'closed' } } : null,
      },
      finish: {
        from: 'started',
        to: 'done',
        input: {
          cost: integer({ required: true, min: 0 }),
          mended: choice({ options: [{ value: 'here' }, { value: 'outside' }] }),
          helper: belongsTo('core.users'),
        },
        effect({ input, set }) {
          if (input.cost === 666) throw new Refusal('E_CONFLICT')
          set({ cost: input.cost, mended: input.mended })
        },
      },
      refuse: { from: ['reported', 'started'], to: 'refused', reason: true, confirm: true },
    },
  }),
})
const PATH = '/api/resources/lifecycle.repairs'
const NOBODYS = '01900000-0000-7000-8000-000000000000'
const MINE = [{ field: 'ward', operator: 'in', value: ['mine', 'closed'] }]

async function settled(isDone: () => boolean): Promise<void> {
  const until = Date.now() + 5000
  while (!isDone() && Date.now() < until) await new Promise((resume) => setTimeout(resume, 50))
}

let number = 0
const unique = (word: string) => `${word}-${process.pid}-${++number}`

test.group('A transition', (group) => {
  let admin: Client
  let keeper: Client
  let keeperLogin: string
  const told: DispatchedEvent[] = []

  group.setup(async () => {
    await makeResources(repairs)
    const silence = listen('lifecycle.spec', async (events) => void told.push(...events))
    admin = await clientOf('admin')
    const every = [
      'list',
      'read',
      'create',
      'update',
      'delete',
      'restore',
      'start',
      'finish',
      'refuse',
    ]
    keeperLogin = unique('keeper')
    await makeOne(
      keeperLogin,
      every.map((action) => ({ action }))
    )
    keeper = await clientOf(keeperLogin)
    return silence
  })

  async function makeOne(login: string, grants: readonly object[]): Promise<Client> {
    const resource = 'lifecycle.repairs'
    const role = await makeRole(
      admin,
      login,
      grants.map((grant) => ({ resource, ...grant }))
    )
    await makePerson(admin, login, [role])
    return clientOf(login)
  }
  async function report(values: object = {}): Promise<string> {
    const made = await keeper('POST', PATH, { what: unique('床'), ward: 'mine', ...values })
    if (made.status !== 201) throw new Error(JSON.stringify(made.body))
    return `${PATH}/${made.body.data.id}`
  }
  const stateOf = async (path: string) => (await keeper('GET', path)).body.data.state

  test('begins in the first state and leads on, with input, effect and version', async ({
    assert,
  }) => {
    const path = await report()
    assert.equal(await stateOf(path), 'reported')
    const started = await keeper('POST', `${path}/transitions/start`, {})
    assert.equal(started.status, 200)
    assert.containsSubset(started.body.data, { state: 'started', version: 2 })
    const done = await keeper('POST', `${path}/transitions/finish`, {
      version: 2,
      cost: 40,
      mended: 'here',
      note: '换了轮子',
    })
    assert.containsSubset(done.body.data, { state: 'done', version: 3, cost: 40, mended: 'here' })
  })

  test('leaves a line of the timeline, a revision, an audit line and one event', async ({
    assert,
  }) => {
    const path = await report()
    const id = path.split('/').at(-1)!
    await keeper('POST', `${path}/transitions/refuse`, { reason: '买新的', note: '已订' })
    const { body } = await keeper('GET', `${path}/timeline`)
    const [line, ...more] = body.data
    assert.isEmpty(more)
    assert.containsSubset(line, {
      from: 'reported',
      to: 'refused',
      transition: 'refuse',
      reason: '买新的',
      note: '已订',
    })
    assert.equal(line.by.id, (await keeper('GET', '/api/auth/me')).body.data.id)
    assert.match(line.at, /^\d{4}-\d\d-\d\dT[\d:.]{12}Z$/)
    const history = await keeper('GET', `${path}/revisions`)
    assert.deepEqual(history.body.data[0].before, { state: 'reported' })
    assert.deepEqual(history.body.data[0].after, { state: 'refused' })
    const log = await admin(
      'GET',
      `/api/audit?filters=${encodeURIComponent(
        JSON.stringify([{ field: 'record', operator: 'eq', value: id }])
      )}`
    )
    const [audited] = log.body.data
    assert.equal(audited.action.name, 'transition')
    const events = await eventsOf(id)
    assert.deepEqual(events, ['created', 'refuse'])
  })

  /** What was told of a record, once all of it has been. */
  async function eventsOf(id: string): Promise<string[]> {
    await settled(() => told.some(({ ids, type }) => ids.includes(id) && type !== 'created'))
    return told.filter(({ ids }) => ids.includes(id)).map(({ type }) => type)
  }

  test('refuses who is not signed in, has no right, or does not see the record', async ({
    assert,
  }) => {
    const path = await report({ ward: 'theirs' })
    const address = `${path}/transitions/start`
    assert.equal((await send('POST', address, {})).status, 401)
    assert.equal((await (await clientOf('patient'))('POST', address, {})).status, 404)
    const reader = await makeOne(unique('reader'), [{ action: 'read' }])
    assert.equal((await reader('POST', address, {})).status, 403)
    const blind = await makeOne(unique('blind'), [{ action: 'start', scope: MINE }])
    assert.equal((await blind('POST', address, {})).status, 404)
    const nearly = await makeOne(unique('nearly'), [
      { action: 'read' },
      { action: 'start', scope: MINE },
    ])
    assert.equal((await nearly('POST', address, {})).status, 403)
    assert.equal(await stateOf(path), 'reported')
  })

  test('refuses nonsense, every problem at once', async ({ assert }) => {
    const path = await report()
    for (const each of ['update', 'create', 'toString', '__proto__', 'nothing'])
      assert.equal((await keeper('POST', `${path}/transitions/${each}`, {})).status, 403, each)
    assert.equal((await keeper('POST', `${PATH}/1/transitions/start`, {})).status, 404)
    assert.equal((await keeper('POST', `${PATH}/${NOBODYS}/transitions/start`, {})).status, 404)
    await keeper('POST', `${path}/transitions/start`, {})
    const refused = await keeper('POST', `${path}/transitions/finish`, {
      cost: -1,
      mended: 'nowhere',
      state: 'done',
    })
    assert.equal(refused.status, 422)
    assert.sameMembers(
      refused.body.errors.map(({ field }: any) => field),
      ['cost', 'mended', 'state']
    )
    const relation = await keeper('POST', `${path}/transitions/finish`, {
      cost: 1,
      helper: NOBODYS,
    })
    assert.equal(relation.body.errors[0].code, 'E_RELATION')
    const missing = await keeper('POST', `${path}/transitions/refuse`, { reason: ' ' })
    assert.containsSubset(missing.body.errors, [{ code: 'E_REQUIRED', field: 'reason' }])
    assert.equal(await stateOf(path), 'started')
  })

  test('from another state is a conflict that tells the present one to who may read it', async ({
    assert,
  }) => {
    const path = await report()
    const illegal = await keeper('POST', `${path}/transitions/finish`, { cost: 1 })
    assert.equal(illegal.status, 409)
    assert.containsSubset(illegal.body.errors[0], {
      code: 'E_ILLEGAL_TRANSITION',
      meta: { state: 'reported' },
    })
    const other = await makeOne(unique('other'), [
      { action: 'read', readFields: ['what'] },
      { action: 'finish' },
    ])
    const untold = await other('POST', `${path}/transitions/finish`, { cost: 1 })
    assert.equal(untold.status, 409)
    assert.notInclude(JSON.stringify(untold.body), 'reported')
    const stale = await keeper('POST', `${path}/transitions/start`, { version: 7 })
    assert.equal(stale.body.errors[0].code, 'E_STALE_VERSION')
  })

  test('a guard refuses, and an effect takes everything back', async ({ assert }) => {
    const path = await report({ ward: 'closed' })
    const guarded = await keeper('POST', `${path}/transitions/start`, {})
    assert.equal(guarded.status, 409)
    assert.equal(guarded.body.errors[0].meta.reason, 'closed')
    assert.deepEqual(namesOf(await keeper('GET', path)), ['refuse'])
    const open = await report()
    await keeper('POST', `${open}/transitions/start`, {})
    assert.equal((await keeper('POST', `${open}/transitions/finish`, { cost: 666 })).status, 409)
    assert.equal(await stateOf(open), 'started')
    assert.lengthOf((await keeper('GET', `${open}/timeline`)).body.data, 1)
  })

  const namesOf = ({ body }: any) => body.meta.transitions.map((each: any) => each.name)

  test('is offered where it is allowed now, with what it asks', async ({ assert }) => {
    const path = await report()
    const { body } = await keeper('GET', path)
    assert.deepEqual(body.meta.transitions, [
      { name: 'start', label: 'start', to: 'started', input: [], reason: false, confirm: false },
      { name: 'refuse', label: 'refuse', to: 'refused', input: [], reason: true, confirm: true },
    ])
    const some = await makeOne(unique('some'), [
      { action: 'list' },
      { action: 'read' },
      { action: 'start', scope: [{ field: 'ward', operator: 'eq', value: 'elsewhere' }] },
      { action: 'refuse', scope: MINE },
    ])
    assert.deepEqual(namesOf(await some('GET', path)), ['refuse'])
    const id = path.split('/').at(-1)!
    const page = await some('POST', `${PATH}/query`, {
      filters: [{ field: 'id', operator: 'eq', value: id }],
      can: true,
    })
    assert.containsSubset(page.body.meta.can[id], { start: false, refuse: true })
    await keeper('POST', `${path}/transitions/refuse`, { reason: 'x' })
    assert.deepEqual(namesOf(await some('GET', path)), [])
  })

  test('sent again under its key is made once', async ({ assert }) => {
    const path = await report()
    const { body } = await send('POST', '/api/auth/tokens', {
      login: keeperLogin,
      password: 'xinglin-demo-2026',
    })
    const headers = {
      'authorization': `Bearer ${body.data.token}`,
      'idempotency-key': unique('key'),
    }
    const again = () => send('POST', `${path}/transitions/start`, {}, headers)
    const answers = [await again(), await again()]
    assert.deepEqual(
      answers.map(({ status }) => status),
      [200, 200]
    )
    assert.lengthOf((await keeper('GET', `${path}/timeline`)).body.data, 1)
  })

  test('nothing else changes the state', async ({ assert }) => {
    const path = await report()
    const id = path.split('/').at(-1)!
    const unknown = (answer: any) =>
      assert.containsSubset(answer.body.errors, [{ code: 'E_UNKNOWN_FIELD' }])
    unknown(await keeper('POST', PATH, { what: 'x', state: 'done' }))
    unknown(await keeper('PATCH', path, { version: 1, state: 'done' }))
    const items = [{ id, version: 1, data: { state: 'done' } }]
    unknown(await keeper('POST', `${PATH}/bulk`, { action: 'update', items }))
    await keeper('POST', `${path}/transitions/start`, {})
    const restored = await keeper('POST', `${path}/revisions/1/restore`, { version: 2 })
    assert.include(restored.body.meta.kept, 'state')
    assert.equal(await stateOf(path), 'started')
    await keeper('DELETE', path)
    assert.equal((await keeper('POST', `${path}/transitions/refuse`, { reason: 'x' })).status, 404)
    await keeper('POST', `${path}/restore`, {})
    assert.equal(await stateOf(path), 'started')
  })

  test('of two hundred at once on one record exactly one is made', async ({ assert }) => {
    const path = await report()
    const id = path.split('/').at(-1)!
    const answers = await Promise.all(
      Array.from({ length: 200 }, () => keeper('POST', `${path}/transitions/start`, {}))
    )
    const statuses = Object.groupBy(answers, ({ status }) => String(status))
    assert.deepEqual(
      Object.fromEntries(Object.entries(statuses).map(([status, all]) => [status, all!.length])),
      { 200: 1, 409: 199 }
    )
    assert.isTrue(
      answers.every(
        ({ status, body }) => status === 200 || body.errors[0].code === 'E_ILLEGAL_TRANSITION'
      )
    )
    assert.lengthOf((await keeper('GET', `${path}/timeline`)).body.data, 1)
    const audited = await rows(
      sql`select id from core__audit where record = ${id} and action = 'transition'`
    )
    assert.lengthOf(audited, 1)
    assert.deepEqual(await eventsOf(id), ['created', 'start'])
    const versions = await rows(sql`select n from core__revisions where record = ${id}`)
    assert.lengthOf(versions, 2)
    const [{ version }] = (await rows(
      sql`select version from ${name('lifecycle__repairs')} where id = ${id}`
    )) as [{ version: number }]
    assert.equal(Number(version), 2)
  }).timeout(60_000)
})

test.group('GET /api/resources/:resource/:id/timeline', (group) => {
  let admin: Client
  let path: string
  group.setup(async () => {
    await makeResources(repairs)
    admin = await clientOf('admin')
    const role = await makeRole(
      admin,
      unique('author'),
      ['create', 'read', 'refuse'].map((action) => ({ resource: 'lifecycle.repairs', action }))
    )
    const { login } = await makePerson(admin, unique('author'), [role])
    const author = await clientOf(login)
    const { body } = await author('POST', PATH, { what: '灯', ward: 'theirs' })
    path = `${PATH}/${body.data.id}`
    await author('POST', `${path}/transitions/refuse`, { reason: '金丝雀' })
  })

  test('is for who may read the record and its state', async ({ assert }) => {
    const ask = async (grants: readonly object[]) => {
      const resource = 'lifecycle.repairs'
      const role = await makeRole(
        admin,
        unique('asks'),
        grants.map((grant) => ({ resource, ...grant }))
      )
      const { login } = await makePerson(admin, unique('asks'), [role])
      return (await clientOf(login))('GET', `${path}/timeline`)
    }
    assert.equal((await send('GET', `${path}/timeline`)).status, 401)
    assert.equal((await ask([])).status, 404)
    assert.equal((await ask([{ action: 'list' }])).status, 403)
    assert.equal((await ask([{ action: 'read', scope: MINE }])).status, 404)
    assert.deepEqual((await ask([{ action: 'read', readFields: ['what'] }])).body, { data: [] })
    const seen = await ask([{ action: 'read' }])
    assert.equal(seen.body.data[0].reason, '金丝雀')
    assert.isNull(seen.body.data[0].by.label)
    assert.equal((await admin('GET', '/api/resources/core.roles/1/timeline')).status, 404)
  })
})
