import { test } from '@japa/runner'
import { clientOf, makePerson, makeRole, type Client } from '#tests/people.ts'

const WESTERN = [{ field: 'kind', operator: 'eq', value: 'western' }]

async function drugOf(client: Client, code: string): Promise<{ id: string; version: number }> {
  const made = await client('POST', '/api/resources/dictionary.drugs', {
    code,
    genericName: '改动测试',
    kind: 'western',
  })
  return made.body.data
}

async function editor(admin: Client, login: string, scope: unknown): Promise<Client> {
  const role = await makeRole(
    admin,
    login,
    ['read', 'update'].map((action) => ({ resource: 'dictionary.drugs', action, scope }))
  )
  const { password } = await makePerson(admin, login, [role])
  return clientOf(login, password)
}

test.group('a change and the scope of its grant', () => {
  test('another field may be changed, the one the scope looks at may not lead out of it', async ({
    assert,
  }) => {
    const admin = await clientOf('admin')
    const western = await editor(admin, 'update.scope', WESTERN)
    const { id } = await drugOf(admin, 'UPD-1')
    const path = `/api/resources/dictionary.drugs/${id}`

    const priced = await western('PATCH', path, { version: 1, price: 100 })
    assert.equal(priced.status, 200)
    const moved = await western('PATCH', path, { version: 2, kind: 'herb', price: 200 })
    assert.equal(moved.status, 403)
    const present = await admin('GET', path)
    assert.containsSubset(present.body.data, { kind: 'western', price: 100, version: 2 })
  })

  test('a field that every change sets may lead out of it too', async ({ assert }) => {
    const admin = await clientOf('admin')
    const me = await admin('GET', '/api/auth/me')
    const own = [{ field: 'updatedBy', operator: 'eq', value: me.body.data.id }]
    const untouched = await editor(admin, 'update.touched', own)
    const { id } = await drugOf(admin, 'UPD-2')

    const changed = await untouched('PATCH', `/api/resources/dictionary.drugs/${id}`, {
      version: 1,
      price: 100,
    })
    assert.equal(changed.status, 403)
  })
})
