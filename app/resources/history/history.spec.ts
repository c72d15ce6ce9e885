import { test } from '@japa/runner'
import { DEMO_PASSWORD } from '#app/system/demo.ts'
import { clientOf, makePerson, makeRole, send, type Answer, type Client } from '#tests/people.ts'

const DRUGS = '/api/resources/dictionary.drugs'
const NOBODYS = '01900000-0000-7000-8000-000000000000'
let number = 0
const unique = (word: string) => `${word}-${process.pid}-${++number}`

async function make(admin: Client, path: string, values: object): Promise<{ id: string }> {
  const made = await admin('POST', path, values)
  if (made.status !== 201) throw new Error(JSON.stringify(made.body))
  return made.body.data
}

async function makeDrug(admin: Client, values: object = {}): Promise<string> {
  const code = unique('HIS')
  const { id } = await make(admin, DRUGS, { code, genericName: '一', price: 100, ...values })
  return `${DRUGS}/${id}`
}

async function personWith(admin: Client, grants: readonly object[]): Promise<Client> {
  const login = unique('historian')
  const role = await makeRole(
    admin,
    login,
    grants.map((grant) => ({ resource: 'dictionary.drugs', ...grant }))
  )
  await makePerson(admin, login, [role])
  return clientOf(login)
}

const codes = ({ body }: Answer) => body.errors.map(({ code }: { code: string }) => code)

test.group('GET /api/resources/:resource/:id/revisions', () => {
  test('tells every version, newest first, with who and what', async ({ assert }) => {
    const admin = await clientOf('admin')
    const path = await makeDrug(admin)
    await admin('PATCH', path, { version: 1, genericName: '二', price: 200 })
    const { body } = await admin('GET', `${path}/revisions`)
    assert.deepEqual(
      body.data.map(({ n, action, before, after }: any) => [n, action, before, after?.genericName]),
      [
        [2, 'update', { genericName: '一', price: 100 }, '二'],
        [1, 'create', null, '一'],
      ]
    )
    assert.equal(body.data[0].by.label, '系统管理员')
  })

  test('a hidden field never appears, nor one that is hidden on this row', async ({ assert }) => {
    const admin = await clientOf('admin')
    const reader = await personWith(admin, [{ action: 'read', readFields: ['genericName'] }])
    const path = await makeDrug(admin, { price: 4711 })
    await admin('PATCH', path, { version: 1, price: 4712 })
    const answer = await reader('GET', `${path}/revisions`)
    assert.equal(answer.status, 200)
    assert.notInclude(JSON.stringify(answer.body), '471')
    assert.deepEqual(answer.body.data[0].after, {})
  })

  test('a record out of scope, a bad id and no grant look as if nothing were there', async ({
    assert,
  }) => {
    const admin = await clientOf('admin')
    const reader = await personWith(admin, [
      { action: 'read', scope: [{ field: 'kind', operator: 'eq', value: 'herb' }] },
    ])
    const path = await makeDrug(admin)
    for (const asked of [path, `${DRUGS}/1`, `${DRUGS}/${NOBODYS}`])
      assert.equal((await reader('GET', `${asked}/revisions`)).status, 404)
    assert.equal((await (await clientOf('patient'))('GET', `${path}/revisions`)).status, 404)
    assert.equal((await send('GET', `${path}/revisions`)).status, 401)
  })

  test('the system is nobody, and a person who may not be seen has no name', async ({ assert }) => {
    const admin = await clientOf('admin')
    const reader = await personWith(admin, [{ action: 'read' }])
    const path = await makeDrug(admin)
    const seeded = (
      await admin('GET', `${DRUGS}?filters=[{"field":"createdBy","operator":"null"}]`)
    ).body.data[0]
    const by = async (asked: string) =>
      (await reader('GET', `${asked}/revisions`)).body.data.map((version: any) => version.by)
    const [{ id, ...shown }] = await by(path)
    assert.equal(id, (await admin('GET', '/api/auth/me')).body.data.id)
    assert.deepEqual(shown, { label: null })
    assert.deepEqual(await by(`${DRUGS}/${seeded.id}`), [null])
  })

  test('a deletion and the return from the recycle bin have names of their own', async ({
    assert,
  }) => {
    const admin = await clientOf('admin')
    const path = await makeDrug(admin)
    await admin('DELETE', path)
    await admin('POST', `${path}/restore`, {})
    const { body } = await admin('GET', `${path}/revisions`)
    assert.deepEqual(
      body.data.map(({ n, action }: any) => [n, action]),
      [
        [3, 'restore'],
        [2, 'delete'],
        [1, 'create'],
      ]
    )
  })

  test('relations are shown with their labels', async ({ assert }) => {
    const admin = await clientOf('admin')
    const parent = await make(admin, '/api/resources/core.departments', { name: unique('上级') })
    const child = await make(admin, '/api/resources/core.departments', {
      name: unique('下级'),
      parent: parent.id,
    })
    const { body } = await admin('GET', `/api/resources/core.departments/${child.id}/revisions`)
    assert.equal(body.data[0].after.parent.id, parent.id)
    assert.match(body.data[0].after.parent.label, /上级/)
  })

  test('a password is in no version', async ({ assert }) => {
    const admin = await clientOf('admin')
    const { id } = await makePerson(admin, unique('secretive'))
    const { body } = await admin('GET', `/api/resources/core.users/${id}/revisions`)
    assert.notProperty(body.data[0].after, 'password')
    assert.notInclude(JSON.stringify(body), '$scrypt')
  })
})

test.group('POST /api/resources/:resource/:id/revisions/:n/restore', () => {
  test('brings back all values as they were, as a new version', async ({ assert }) => {
    const admin = await clientOf('admin')
    const path = await makeDrug(admin)
    await admin('PATCH', path, { version: 1, genericName: '二' })
    await admin('PATCH', path, { version: 2, genericName: '三', price: 300 })
    await admin('PATCH', path, { version: 3, price: 400, unit: '盒' })
    const answer = await admin('POST', `${path}/revisions/2/restore`, { version: 4 })
    assert.equal(answer.status, 200)
    const { genericName, price, unit, version } = answer.body.data
    assert.deepEqual([genericName, price, unit, version], ['二', 100, null, 5])
    const again = await admin('POST', `${path}/revisions/4/restore`, { version: 5 })
    assert.deepEqual([again.body.data.genericName, again.body.data.price], ['三', 400])
  })

  test('refuses a version somebody else was faster than', async ({ assert }) => {
    const admin = await clientOf('admin')
    const path = await makeDrug(admin)
    await admin('PATCH', path, { version: 1, genericName: '二' })
    const answer = await admin('POST', `${path}/revisions/1/restore`, { version: 1 })
    assert.equal(answer.status, 409)
    assert.deepEqual(codes(answer), ['E_STALE_VERSION'])
  })

  test('does not exist for a version that never was', async ({ assert }) => {
    const admin = await clientOf('admin')
    const path = await makeDrug(admin)
    for (const n of ['2', '0', '-1', 'x', '1e3', '99999999999'])
      assert.equal((await admin('POST', `${path}/revisions/${n}/restore`, {})).status, 404, n)
  })

  test('refuses a deletion, which is no state to go back to', async ({ assert }) => {
    const admin = await clientOf('admin')
    const path = await makeDrug(admin)
    await admin('DELETE', path)
    await admin('POST', `${path}/restore`, {})
    const answer = await admin('POST', `${path}/revisions/2/restore`, { version: 3 })
    assert.equal(answer.status, 422)
    assert.deepEqual(answer.body.errors[0].meta.reason, 'deletion')
    assert.equal((await admin('GET', path)).body.data.version, 3)
    assert.equal((await admin('POST', `${path}/revisions/3/restore`, { version: 3 })).status, 200)
  })

  test('leaves alone what the caller may not write or not see', async ({ assert }) => {
    const admin = await clientOf('admin')
    const path = await makeDrug(admin)
    await admin('PATCH', path, { version: 1, genericName: '二', price: 200, unit: '盒' })
    const editor = await personWith(admin, [
      { action: 'read', readFields: ['genericName', 'price'] },
      { action: 'update', readFields: '*', writeFields: ['genericName', 'unit'] },
    ])
    const answer = await editor('POST', `${path}/revisions/1/restore`, { version: 2 })
    assert.equal(answer.status, 200)
    assert.deepEqual(answer.body.meta.kept, ['price'])
    const now = (await admin('GET', path)).body.data
    assert.deepEqual([now.genericName, now.price, now.unit], ['一', 200, '盒'])
  })

  test('needs the right to update this row', async ({ assert }) => {
    const admin = await clientOf('admin')
    const path = await makeDrug(admin)
    await admin('PATCH', path, { version: 1, genericName: '二' })
    const herbs = [{ field: 'kind', operator: 'eq', value: 'herb' }]
    const reader = await personWith(admin, [{ action: 'read' }])
    assert.equal((await reader('POST', `${path}/revisions/1/restore`, {})).status, 403)
    const elsewhere = await personWith(admin, [
      { action: 'read' },
      { action: 'update', scope: herbs },
    ])
    assert.equal((await elsewhere('POST', `${path}/revisions/1/restore`, {})).status, 403)
    assert.equal((await admin('GET', path)).body.data.genericName, '二')
  })

  test('a password stays as it is', async ({ assert }) => {
    const admin = await clientOf('admin')
    const { id, login } = await makePerson(admin, unique('keeper'))
    const path = `/api/resources/core.users/${id}`
    await admin('PATCH', path, { version: 1, name: '新名', password: 'Another-pass-2026' })
    const answer = await admin('POST', `${path}/revisions/1/restore`, { version: 2 })
    assert.equal(answer.body.data.name, login)
    await clientOf(login, 'Another-pass-2026')
    await assert.rejects(() => clientOf(login, DEMO_PASSWORD))
  })
})

test.group('POST /api/resources/:resource/:id/restore', () => {
  test('brings back a record with what was deleted because of it, and nothing else', async ({
    assert,
  }) => {
    const admin = await clientOf('admin')
    const dictionaries = '/api/resources/core.dictionaries'
    const entries = '/api/resources/core.dictionaryEntries'
    const code = unique('dict').replaceAll('-', '_')
    const { id } = await make(admin, dictionaries, { code, name: code })
    const entry = (value: string) => make(admin, entries, { dictionary: id, value, label: value })
    const [earlier, first, second] = [await entry('a'), await entry('b'), await entry('c')]
    await admin('DELETE', `${entries}/${earlier.id}`)
    await admin('DELETE', `${dictionaries}/${id}`)
    assert.equal((await admin('GET', `${entries}/${first.id}`)).status, 404)
    assert.deepEqual(codes(await admin('POST', `${entries}/${first.id}/restore`, {})), [
      'E_CONFLICT',
    ])
    const answer = await admin('POST', `${dictionaries}/${id}/restore`, {})
    assert.equal(answer.status, 200)
    assert.deepEqual(answer.body.meta.together, { 'core.dictionaryEntries': 2 })
    assert.equal((await admin('GET', `${entries}/${first.id}`)).status, 200)
    assert.equal((await admin('GET', `${entries}/${second.id}`)).status, 200)
    assert.equal((await admin('GET', `${entries}/${earlier.id}`)).status, 404)
  })

  test('or alone', async ({ assert }) => {
    const admin = await clientOf('admin')
    const code = unique('dict').replaceAll('-', '_')
    const { id } = await make(admin, '/api/resources/core.dictionaries', { code, name: code })
    const entry = await make(admin, '/api/resources/core.dictionaryEntries', {
      dictionary: id,
      value: 'a',
      label: 'a',
    })
    await admin('DELETE', `/api/resources/core.dictionaries/${id}`)
    await admin('POST', `/api/resources/core.dictionaries/${id}/restore`, { alone: true })
    assert.equal(
      (await admin('GET', `/api/resources/core.dictionaryEntries/${entry.id}`)).status,
      404
    )
  })

  test('into a key that has been taken is a conflict', async ({ assert }) => {
    const admin = await clientOf('admin')
    const code = unique('TAKEN')
    const path = await makeDrug(admin, { code })
    await admin('DELETE', path)
    await makeDrug(admin, { code })
    const answer = await admin('POST', `${path}/restore`, {})
    assert.equal(answer.status, 409)
    assert.deepEqual(codes(answer), ['E_UNIQUE'])
  })

  test('needs the right on this row', async ({ assert }) => {
    const admin = await clientOf('admin')
    const path = await makeDrug(admin)
    await admin('DELETE', path)
    const herbs = [{ field: 'kind', operator: 'eq', value: 'herb' }]
    const herbalist = await personWith(admin, [{ action: 'restore', scope: herbs }])
    assert.equal((await herbalist('POST', `${path}/restore`, {})).status, 404)
    const reader = await personWith(admin, [{ action: 'read' }])
    assert.equal((await reader('POST', `${path}/restore`, {})).status, 403)
  })

  test('a person comes back without the sessions that ended', async ({ assert }) => {
    const admin = await clientOf('admin')
    const { id, login } = await makePerson(admin, unique('returning'))
    const client = await clientOf(login)
    await admin('DELETE', `/api/resources/core.users/${id}`)
    await admin('POST', `/api/resources/core.users/${id}/restore`, {})
    assert.equal((await client('GET', '/api/auth/me')).status, 401)
    await clientOf(login)
  })
})
