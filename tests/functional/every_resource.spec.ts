/**
 * Each resource there is, generated from the registry: who has no grant is told in every channel exactly what is told
 * of a resource that does not exist; who has one field of some rows never meets the id of another row, nor a value by
 * way of another field. The ids of all rows, read straight from the table, are the canaries.
 */
import server from '@adonisjs/core/services/server'
import { test } from '@japa/runner'
import { io } from 'socket.io-client'
import { name as identifier, raw } from '#app/database/sql.ts'
import { rows } from '#app/database/store.ts'
import { startRealtime } from '#app/realtime/realtime.ts'
import { allResources, getResource } from '#app/resources/registry.ts'
import type { Resource } from '#app/resources/resource.ts'
import { DEMO_PASSWORD } from '#app/system/demo.ts'
import { clientOf, makePerson, makeRole, send, type Answer, type Client } from '#tests/people.ts'
import { bearer, ended } from '#tests/transfers.ts'

const NOWHERE = 'core.nowheres'
const SOME_ID = '01900000-0000-7000-8000-000000000000'
const ACTIONS = ['list', 'read', 'pick', 'aggregate', 'export', 'restore'] as const

/** Every HTTP channel of a resource, as a stranger would knock. */
const KNOCKS: [string, string, unknown?][] = [
  ['GET', ''],
  ['GET', '?search=a&total=exact'],
  ['GET', '?sorters=[{"field":"id","order":"asc"}]'],
  ['POST', '/query', { filters: [{ field: 'id', operator: 'nnull', value: true }] }],
  ['POST', '/query', { as: 'options' }],
  ['GET', '?deleted=true'],
  ['GET', '/:id'],
  ['GET', '/:id/revisions'],
  ['GET', '/aggregate?metrics=[{"fn":"count"}]'],
  ['POST', '', { name: 'x' }],
  ['PATCH', '/:id', { version: 1, name: 'x' }],
  ['DELETE', '/:id'],
  ['POST', '/bulk', { action: 'delete', ids: [SOME_ID] }],
  ['POST', '/:id/restore'],
  ['POST', '/:id/revisions/1/restore'],
  ['POST', '/exports', { format: 'csv', query: {} }],
  ['POST', '/imports', { fileId: SOME_ID, mapping: { a: 'b' }, mode: 'create' }],
]

/** Every way to ask for a field. */
const ASKING: ((field: string) => string)[] = [
  (field) => `?fields=${field}`,
  (field) => `?sorters=${JSON.stringify([{ field, order: 'asc' }])}`,
  (field) => `?filters=${JSON.stringify([{ field, operator: 'nnull', value: true }])}`,
  (field) => `/aggregate?metrics=[{"fn":"count"}]&groupBy=${JSON.stringify([{ field }])}`,
  (field) => `/aggregate?metrics=${JSON.stringify([{ fn: 'max', field }])}`,
]

const realtime = () =>
  startRealtime(server.getNodeServer()!, { origin: process.env.APP_URL!, redisUrl: undefined })

const idsOf = async (resource: Resource): Promise<string[]> =>
  (await rows(raw(`select id from ${identifier(resource.table).text} order by id`))).map(
    ({ id }) => id as string
  )

/** What a refusal says, with the field that was asked for under the name of one that is nowhere. */
function refusal({ status, body }: Answer, field = 'nowhere') {
  const text = JSON.stringify(body).replaceAll(`:"${field}"`, ':"nowhere"')
  return { status, body: JSON.parse(text) as unknown }
}

const tokenOf = async (login: string): Promise<string> =>
  (await send('POST', '/api/auth/tokens', { login, password: DEMO_PASSWORD })).body.data.token

async function subscribing(token: string, channel: string, filters?: unknown) {
  const socket = io(process.env.APP_URL!, {
    transports: ['websocket'],
    forceNew: true,
    auth: { token },
  })
  try {
    return await socket.timeout(5000).emitWithAck('subscribe', { channel, filters })
  } finally {
    socket.disconnect()
  }
}

test.group('A resource without a grant', (group) => {
  let stranger: Client
  let token: string
  const login = `stranger-${process.pid}`
  group.setup(async () => {
    realtime()
    await makePerson(await clientOf('admin'), login)
    stranger = await clientOf(login)
    token = await tokenOf(login)
  })

  for (const { name } of allResources()) {
    test(`${name} does not exist in any channel`, async ({ assert }) => {
      const id = (await idsOf(getResource(name)))[0] ?? SOME_ID
      for (const [method, path, body] of KNOCKS) {
        const knock = (resource: string, at: string) =>
          stranger(method, `/api/resources/${resource}${path.replace(':id', at)}`, body)
        const there = refusal(await knock(name, id))
        assert.deepEqual(there, refusal(await knock(NOWHERE, id)), `${method} ${path}`)
        assert.equal(there.status, 404, `${method} ${path}`)
      }
      const subscribed = await subscribing(token, `resources/${name}`)
      assert.deepEqual(subscribed, await subscribing(token, `resources/${NOWHERE}`))
      assert.notExists(subscribed.ok)
    })
  }
})

test.group('A resource with one field of some rows', (group) => {
  let admin: Client
  group.setup(async () => {
    realtime()
    admin = await clientOf('admin')
  })

  for (const resource of allResources()) {
    const { name, title } = resource
    const shown = title.name
    const hidden = [...resource.fields.values()].filter(
      (field) => field.name !== shown && !field.system
    )

    test(`${name} shows nothing else in any channel`, async ({ assert }) => {
      const login = `part-${name.replace('.', '-').toLowerCase()}-${process.pid}`
      const all = await idsOf(resource)
      const mine = all.filter((_, i) => i % 2 === 0).slice(0, 50)
      const foreign = all.filter((id) => !mine.includes(id))
      const scope = [{ field: 'id', operator: 'in', value: mine.length > 0 ? mine : [SOME_ID] }]
      const role = await makeRole(
        admin,
        login,
        ACTIONS.map((action) => ({ resource: name, action, readFields: [shown], scope }))
      )
      await makePerson(admin, login, [role])
      const client = await clientOf(login)
      const token = await tokenOf(login)
      const at = `/api/resources/${name}`
      const seen: string[] = []
      const ask = async (method: string, path: string, body?: unknown) => {
        const answer = await client(method, at + path, body)
        seen.push(JSON.stringify(answer.body))
        return answer
      }

      const listed = await ask('GET', '?pageSize=500&total=exact')
      assert.equal(listed.status, 200)
      for (const record of listed.body.data)
        assert.notIncludeMembers(
          Object.keys(record),
          hidden.map((field) => field.name)
        )
      await ask('POST', '/query', { as: 'options', pageSize: 500 })
      await ask('GET', '?pageSize=500&deleted=true')
      const counted = await ask('GET', '/aggregate?metrics=[{"fn":"count"}]')
      assert.equal(counted.body.data[0].values.count, listed.body.meta.total)
      assert.isAtMost(listed.body.meta.total, mine.length)
      for (const id of foreign.slice(0, 3)) {
        assert.equal((await ask('GET', `/${id}`)).status, 404)
        assert.equal((await ask('GET', `/${id}/revisions`)).status, 404)
        const named = [{ field: 'id', operator: 'eq', value: id }]
        const found = await ask('POST', '/query', { filters: named, total: 'exact' })
        assert.equal(found.body.meta.total, 0)
        seen.pop()
      }
      const unknown = await Promise.all(
        ASKING.map(async (path) => refusal(await ask('GET', path('nowhere'))))
      )
      for (const [n, { name: field }] of hidden.entries()) {
        for (const [i, path] of ASKING.entries()) {
          const refused = refusal(await ask('GET', path(field)), field)
          assert.deepEqual(refused, unknown[i], path(field))
          assert.equal(refused.status, 400, path(field))
        }
        const filters = [{ field, operator: 'nnull', value: true }]
        if (n === 0) assert.notExists((await subscribing(token, `resources/${name}`, filters)).ok)
      }
      const exported = await ask('POST', '/exports', { format: 'csv', query: {} })
      if (exported.status === 202) {
        const { result } = await ended(client, exported.body.data.jobId)
        const file = await fetch(`${process.env.APP_URL}/api/files/${result.fileId}`, {
          headers: await bearer(login),
        })
        const text = await file.text()
        assert.isAtMost(text.trim().split('\n').length, mine.length + 1)
        seen.push(text)
      } else assert.equal(exported.status, 403)

      const bytes = seen.join('\n')
      assert.isEmpty(foreign.filter((id) => bytes.includes(id)))
    })
  }
})
