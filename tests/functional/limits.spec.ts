/** The bounds that keep one request from costing more than a request may (docs/api.md, "Resources"). */
import { createRequire } from 'node:module'
import { test } from '@japa/runner'
import { Connection } from 'mysql2'
import { systemGrant } from '#app/access/grant.ts'
import { storedNow } from '#app/database/instant.ts'
import { newRecordId } from '#app/database/record_id.ts'
import { insertInto } from '#app/database/sql.ts'
import { dialect, execute } from '#app/database/store.ts'
import { defineResource } from '#app/resources/define_resource.ts'
import { belongsTo, manyToMany, string } from '#app/resources/fields/builders.ts'
import { create } from '#app/resources/operations/create.ts'
import { getResource } from '#app/resources/registry.ts'
import { clientOf, makePerson, makeRole, type Client } from '#tests/people.ts'
import { makeResources } from './exam_resource.ts'

const nodes = defineResource('limits.nodes', {
  fields: { word: string(), next: belongsTo('limits.nodes') },
  title: 'word',
})
const wards = defineResource('limits.wards', { fields: { word: string() }, title: 'word' })
const beds = defineResource('limits.beds', {
  fields: {
    word: string(),
    a: belongsTo('limits.nodes'),
    b: belongsTo('limits.wards'),
    c: belongsTo('core.departments'),
    d: manyToMany('limits.wards'),
    e: manyToMany('limits.nodes'),
  },
  title: 'word',
})
/** A package without types. */
const SqliteDatabase = createRequire(import.meta.url)('better-sqlite3') as { prototype: object }
const NODES = '/api/resources/limits.nodes'
const WARDS = '/api/resources/limits.wards/query'

/** The statements that the work sends to the database, whichever it is. */
async function statementsOf(work: () => Promise<unknown>): Promise<string[]> {
  const said: string[] = []
  const [prototype, method] =
    dialect() === 'sqlite'
      ? ([SqliteDatabase.prototype, 'prepare'] as const)
      : ([Connection.prototype, 'addCommand'] as const)
  const target = prototype as unknown as Record<
    string,
    (text: unknown, ...rest: unknown[]) => unknown
  >
  const real = target[method]!
  target[method] = function (text, ...rest) {
    said.push(typeof text === 'string' ? text : String((text as { sql?: string }).sql))
    return real.call(this, text, ...rest)
  }
  try {
    await work()
  } finally {
    target[method] = real
  }
  return said
}

test.group('Limits', (group) => {
  let admin: Client
  let person: Client

  group.setup(async () => {
    await makeResources(nodes, wards, beds)
    admin = await clientOf('admin')
    const all = ['limits.nodes', 'limits.wards', 'limits.beds', 'core.departments']
    const scope = [{ field: 'id', operator: 'nnull' }]
    const role = await makeRole(
      admin,
      `limits-${Date.now()}`,
      all.flatMap((resource) => ['list', 'read'].map((action) => ({ resource, action, scope })))
    )
    const { login } = await makePerson(admin, `limits-${Date.now()}`, [role])
    person = await clientOf(login)
  })

  const statusOf = async (query: object) => (await person('POST', `${NODES}/query`, query)).status
  const leaf = { field: 'word', operator: 'eq', value: 'a' }

  test('a hundred conditions are answered, one more is not, however they are put together', async ({
    assert,
  }) => {
    const flat = (n: number) => Array.from({ length: n }, () => leaf)
    const grouped = (n: number) => [{ operator: 'or', value: flat(n - 1) }]
    for (const make of [flat, grouped]) {
      assert.equal(await statusOf({ filters: make(100) }), 200)
      assert.equal(await statusOf({ filters: make(101) }), 400)
    }
  })

  test('five levels of groups and five hops are answered, one more is not', async ({ assert }) => {
    const nested = (levels: number): object =>
      levels === 1 ? leaf : { operator: 'and', value: [nested(levels - 1)] }
    assert.equal(await statusOf({ filters: [nested(5)] }), 200)
    assert.equal(await statusOf({ filters: [nested(6)] }), 400)
    const path = (length: number) => [...Array<string>(length - 1).fill('next'), 'word'].join('.')
    for (const query of [
      (field: string) => ({ filters: [{ ...leaf, field }] }),
      (field: string) => ({ fields: [field] }),
      (field: string) => ({ sorters: [{ field, order: 'asc' }] }),
    ]) {
      assert.equal(await statusOf(query(path(5))), 200)
      assert.equal(await statusOf(query(path(6))), 400)
    }
  })

  test('a list of a thousand values is answered, one more is not', async ({ assert }) => {
    const among = (n: number) => ({
      filters: [
        { field: 'word', operator: 'in', value: Array.from({ length: n }, (_, i) => `${i}`) },
      ],
    })
    assert.equal(await statusOf(among(1000)), 200)
    assert.equal(await statusOf(among(1001)), 400)
  })

  test('a page is at most 500 rows; what is no number is no page', async ({ assert }) => {
    assert.equal(await statusOf({ pageSize: 500 }), 200)
    for (const pageSize of [501, 0, -1, 1.5, 'abc', '1e3', [], {}, true, null])
      assert.equal(await statusOf({ pageSize }), 400, JSON.stringify(pageSize))
  })

  test('a list with five relations is at most seven statements', async ({ assert }) => {
    const make = async (name: string, values: object) =>
      (await create(systemGrant(getResource(name), 'create'), values)).id
    const node = await make('limits.nodes', { word: 'n' })
    const ward = await make('limits.wards', { word: 'w' })
    for (let i = 0; i < 30; i++)
      await make('limits.beds', { word: `${i}`, a: node, b: ward, d: [ward], e: [node] })
    const ask = async () => {
      const { body } = await person('GET', '/api/resources/limits.beds?pageSize=25&can=true')
      assert.lengthOf(body.data, 25)
      assert.deepEqual(body.data[0].d, [{ id: ward, label: 'w' }])
      assert.equal(body.data[0].a.label, 'n')
    }
    await ask()
    const said = await statementsOf(ask)
    const ofList = said.filter((text) => text.includes('limits__'))
    assert.isAbove(ofList.length, 1)
    assert.isAtMost(ofList.length, 7, ofList.join('\n'))
  })

  test('the total is the same on every page, and beyond 10,000 it only says that there is more', async ({
    assert,
  }) => {
    const at = storedNow()
    const columns = ['id', 'version', 'created_at', 'updated_at', 'live', 'word']
    const add = async (word: string, count: number) => {
      const lines = Array.from({ length: count }, () => [newRecordId(), 1, at, at, '', word])
      for (let i = 0; i < count; i += 500)
        await execute(insertInto('limits__wards', columns, lines.slice(i, i + 500)))
    }
    await add('many', 10_030)
    await add('few', 60)
    const metaOf = async (word: string, page: number, total?: 'exact') => {
      const filters = [{ field: 'word', operator: 'eq', value: word }]
      const query = { filters, page, pageSize: 25, ...(total && { total }) }
      const { total: said, more } = (await person('POST', WARDS, query)).body.meta
      return [said, more]
    }
    for (const page of [1, 2, 3, 4]) assert.deepEqual(await metaOf('few', page), [60, undefined])
    for (const page of [1, 400, 401, 402, 403]) {
      assert.deepEqual(await metaOf('many', page), [10_000, true], `page ${page}`)
      assert.deepEqual(await metaOf('many', page, 'exact'), [10_030, undefined], `page ${page}`)
    }
  })
})
