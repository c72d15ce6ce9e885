/** The department that owns a record: who may give it, and what a scope of departments makes of it. */
import { test } from '@japa/runner'
import { clientOf, makePerson, makeRole, send, type Client } from '#tests/people.ts'

const ITEMS = '/api/resources/dictionary.items'
const DEPARTMENTS = '/api/resources/core.departments'
const OWN = [{ field: 'departmentId', operator: 'in', value: ['$user.departmentTreeIds'] }]

let number = 0
const fresh = () => `OWN-${process.pid}-${++number}`

async function makeDepartment(admin: Client, parent: string | null = null): Promise<string> {
  const made = await admin('POST', DEPARTMENTS, { name: fresh(), parent })
  return made.body.data.id
}

/** Somebody with these grants for items, who works in these departments. */
async function worker(
  admin: Client,
  departments: readonly string[],
  grant: Record<string, unknown>,
  more: readonly Record<string, unknown>[] = []
): Promise<Client> {
  const login = fresh().toLowerCase()
  const role = await makeRole(admin, login, [
    ...['list', 'read', 'create', 'update'].map((action) => ({
      resource: 'dictionary.items',
      action,
      ...grant,
    })),
    ...more,
  ])
  const { id, password } = await makePerson(admin, login)
  for (const department of departments)
    await admin('POST', '/api/resources/core.memberships', { user: id, role, department })
  return clientOf(login, password)
}

const item = (values: object = {}) => ({
  code: fresh(),
  name: '归属测试',
  kind: 'exam',
  ...values,
})

test.group('the department that owns a record', (group) => {
  let admin: Client
  let ward: string
  let bed: string
  let elsewhere: string
  group.setup(async () => {
    admin = await clientOf('admin')
    ward = await makeDepartment(admin)
    bed = await makeDepartment(admin, ward)
    elsewhere = await makeDepartment(admin)
  })

  test('is the one its maker works in, unless they give another', async ({ assert }) => {
    const nurse = await worker(admin, [ward, bed], {})
    const own = await nurse('POST', ITEMS, item())
    assert.equal(own.status, 201)
    assert.equal(own.body.data.departmentId.id, ward)

    const given = await nurse('POST', ITEMS, item({ departmentId: bed }))
    assert.equal(given.body.data.departmentId.id, bed)
    const nobodys = await nurse('POST', ITEMS, item({ departmentId: null }))
    assert.isNull(nobodys.body.data.departmentId)
  })

  test('is written where the grant names it, and asked like any other field', async ({
    assert,
  }) => {
    const { id } = (await admin('POST', ITEMS, item())).body.data
    const body = { version: 1, departmentId: ward }
    assert.equal((await send('PATCH', `${ITEMS}/${id}`, body)).status, 401)

    const others = await worker(admin, [ward], { writeFields: ['code', 'name'] })
    const refused = await others('PATCH', `${ITEMS}/${id}`, body)
    assert.equal(refused.status, 403)
    const made = await others('POST', ITEMS, item({ departmentId: ward }))
    assert.equal(made.body.errors[0].code, 'E_UNKNOWN_FIELD')

    const nonsense = await admin('PATCH', `${ITEMS}/${id}`, { version: 1, departmentId: 'ward' })
    assert.containsSubset(nonsense.body.errors, [{ code: 'E_RELATION', field: 'departmentId' }])
    const nowhere = await admin('PATCH', `${ITEMS}/${id}`, { version: 1, departmentId: id })
    assert.containsSubset(nowhere.body.errors, [{ code: 'E_RELATION', field: 'departmentId' }])

    assert.equal((await admin('PATCH', `${ITEMS}/${id}`, body)).status, 200)
  })

  test('may be any one the writer sees, and their own without seeing any', async ({ assert }) => {
    const blind = await worker(admin, [ward], {})
    const own = await blind('POST', ITEMS, item({ departmentId: ward }))
    assert.equal(own.status, 201)
    assert.deepEqual(own.body.data.departmentId, { id: ward, label: null })
    const unseen = await blind('POST', ITEMS, item({ departmentId: elsewhere }))
    assert.containsSubset(unseen.body.errors, [{ code: 'E_RELATION', field: 'departmentId' }])

    const picks = { resource: 'core.departments', action: 'pick' }
    const seeing = await worker(admin, [ward], {}, [picks])
    const seen = await seeing('POST', ITEMS, item({ departmentId: elsewhere }))
    assert.equal(seen.status, 201)
    assert.isString(seen.body.data.departmentId.label)
  })

  test('cannot lead a record out of the departments its writer is limited to', async ({
    assert,
  }) => {
    const picks = { resource: 'core.departments', action: 'pick' }
    const nurse = await worker(admin, [ward], { scope: OWN }, [picks])
    const made = await nurse('POST', ITEMS, item())
    assert.equal(made.status, 201)
    const path = `${ITEMS}/${made.body.data.id}`

    assert.equal((await nurse('POST', ITEMS, item({ departmentId: elsewhere }))).status, 403)
    assert.equal((await nurse('POST', ITEMS, item({ departmentId: null }))).status, 403)
    for (const departmentId of [elsewhere, null])
      assert.equal((await nurse('PATCH', path, { version: 1, departmentId })).status, 403)
    const bulk = await nurse('POST', `${ITEMS}/bulk`, {
      action: 'update',
      items: [{ id: made.body.data.id, version: 1, data: { departmentId: elsewhere } }],
    })
    assert.equal(bulk.status, 403)
    const inside = await nurse('PATCH', path, { version: 1, departmentId: bed })
    assert.equal(inside.body.data.departmentId.id, bed)

    const foreign = await admin('POST', ITEMS, item({ departmentId: elsewhere }))
    const taken = await nurse('PATCH', `${ITEMS}/${foreign.body.data.id}`, {
      version: 1,
      departmentId: ward,
    })
    assert.equal(taken.status, 404)
  })

  test('the right to write it and the rows it is written of come from one role', async ({
    assert,
  }) => {
    const picks = { resource: 'core.departments', action: 'pick' }
    const login = fresh().toLowerCase()
    const named = await makeRole(admin, `${login} all`, [
      { resource: 'dictionary.items', action: 'read' },
      { resource: 'dictionary.items', action: 'update', writeFields: ['name'] },
      picks,
    ])
    const moving = await makeRole(admin, `${login} own`, [
      { resource: 'dictionary.items', action: 'update', scope: OWN },
    ])
    const { id, password } = await makePerson(admin, login)
    for (const role of [named, moving])
      await admin('POST', '/api/resources/core.memberships', { user: id, role, department: ward })
    const nurse = await clientOf(login, password)
    const foreign = (await admin('POST', ITEMS, item({ departmentId: elsewhere }))).body.data
    const path = `${ITEMS}/${foreign.id}`
    assert.equal((await nurse('PATCH', path, { version: 1, departmentId: ward })).status, 403)
    assert.equal((await nurse('PATCH', path, { version: 1, name: '改名' })).status, 200)
  })

  test('lists show it, find by it and by what it is called; its changes have a history', async ({
    assert,
  }) => {
    const { id } = (await admin('POST', ITEMS, item({ departmentId: ward }))).body.data
    const moved = await admin('PATCH', `${ITEMS}/${id}`, { version: 1, departmentId: elsewhere })
    assert.equal(moved.status, 200)
    const { name } = (await admin('GET', `${DEPARTMENTS}/${elsewhere}`)).body.data
    for (const filter of [
      { field: 'departmentId', operator: 'in', value: [elsewhere] },
      { field: 'departmentId.name', operator: 'eq', value: name },
    ]) {
      const found = await admin('POST', `${ITEMS}/query`, {
        filters: [filter, { field: 'id', operator: 'eq', value: id }],
        fields: ['departmentId'],
        sorters: [{ field: 'departmentId', order: 'asc' }],
      })
      assert.deepEqual(found.body.data, [
        { id, version: 2, departmentId: { id: elsewhere, label: name } },
      ])
    }

    const history = (await admin('GET', `${ITEMS}/${id}/revisions`)).body.data
    assert.equal(history[0].before.departmentId.id, ward)
    assert.equal(history[0].after.departmentId.id, elsewhere)
    const restored = await admin('POST', `${ITEMS}/${id}/revisions/1/restore`, { version: 2 })
    assert.equal(restored.body.data.departmentId.id, ward)
  })

  test('configuration has none to give', async ({ assert }) => {
    const made = await admin('POST', '/api/resources/core.roles', {
      name: fresh(),
      departmentId: ward,
    })
    assert.containsSubset(made.body.errors, [{ code: 'E_UNKNOWN_FIELD', field: 'departmentId' }])
  })
})
