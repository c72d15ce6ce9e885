import { test } from '@japa/runner'
import { sql } from '#app/database/sql.ts'
import { row } from '#app/database/store.ts'
import { clientOf, makePerson, makeRole, type Client } from '#tests/people.ts'

const departmentId = async (name: string) =>
  (await row(sql`select id from core__departments where name = ${name}`))!.id as string

test.group('GET /api/access/explain', () => {
  test('is for those who read grants, and refuses nonsense', async ({ assert }) => {
    const [admin, doctor] = [await clientOf('admin'), await clientOf('doctor')]
    const path = '/api/access/explain?user=x&resource=core.users&action=read'
    assert.equal((await doctor('GET', path)).status, 403)
    assert.equal((await admin('GET', '/api/access/explain')).status, 422)
    assert.equal((await admin('GET', `${path}&field=nothing`)).body.errors[0].field, 'field')
    assert.equal((await admin('GET', path.replace('read', 'eat'))).body.errors[0].field, 'action')
    assert.deepEqual(
      (await admin('GET', path)).body.data.because.map(({ kind }: { kind: string }) => kind),
      ['noAccount']
    )
  })

  test('equals what the resources really answer', async ({ assert }) => {
    const admin = await clientOf('admin')
    const own = [{ field: 'name', operator: 'in', value: ['产科', '妇科'] }]
    const wide = await makeRole(admin, 'explain-names', [
      { resource: 'core.departments', action: 'read', readFields: ['name'] },
    ])
    const narrow = await makeRole(admin, 'explain-own', [
      { resource: 'core.departments', action: 'read', readFields: ['name', 'status'], scope: own },
      { resource: 'core.departments', action: 'update', writeFields: ['order'], scope: own },
    ])
    const { id: user } = await makePerson(admin, 'explained', [wide, narrow])
    const person = await clientOf('explained')
    for (const name of ['产科', '儿科']) {
      const id = await departmentId(name)
      for (const field of ['name', 'status', 'order'])
        assert.equal(
          await says(admin, { user, id, action: 'read', field }),
          await shows(person, id, field),
          `${name} ${field}`
        )
      for (const field of ['order', 'name', 'createdAt'])
        assert.equal(
          await says(admin, { user, id, action: 'update', field }),
          await changes(admin, person, id, field),
          `${name} ${field}`
        )
      assert.equal(await says(admin, { user, id, action: 'delete' }), false)
    }
  })

  test('without a record, a rule under a scope allows only what its scope covers', async ({
    assert,
  }) => {
    const admin = await clientOf('admin')
    const scope = [{ field: 'name', operator: 'eq', value: '产科' }]
    const [wide, narrow] = ['explain-wide', 'explain-narrow']
    const roles = [
      await makeRole(admin, narrow, [{ resource: 'core.departments', action: 'update', scope }]),
      await makeRole(admin, wide, [{ resource: 'core.departments', action: 'read' }]),
    ]
    const { id: user } = await makePerson(admin, 'explained-scope', roles)
    const because = async (question: Record<string, string>) => {
      const query = new URLSearchParams({ user, resource: 'core.departments', ...question })
      const { data } = (await admin('GET', `/api/access/explain?${query}`)).body
      return [data.allowed, ...data.because.map((rule: any) => [rule.kind, rule.text, rule.scope])]
    }
    assert.deepEqual(await because({ action: 'update' }), [
      true,
      ['allowsInScope', `角色“${narrow}”允许，只限它的数据范围内的记录`, scope],
    ])
    assert.deepEqual(await because({ action: 'update', id: await departmentId('产科') }), [
      true,
      ['allows', `角色“${narrow}”允许`, scope],
    ])
    assert.deepEqual(await because({ action: 'read' }), [
      true,
      ['allows', `角色“${wide}”允许`, null],
    ])
  })
})

async function says(admin: Client, question: Record<string, string>): Promise<boolean> {
  const query = new URLSearchParams({ resource: 'core.departments', ...question })
  const { body } = await admin('GET', `/api/access/explain?${query}`)
  return body.data.allowed
}

/** A field that is not the person's to read is not in the answer, or is empty on rows outside the scope. */
async function shows(person: Client, id: string, field: string): Promise<boolean> {
  const { status, body } = await person('GET', `/api/resources/core.departments/${id}`)
  return status === 200 && body.data[field] !== undefined && body.data[field] !== null
}

async function changes(admin: Client, person: Client, id: string, field: string): Promise<boolean> {
  const { version, [field]: value } = (await admin('GET', `/api/resources/core.departments/${id}`))
    .body.data
  const { status } = await person('PATCH', `/api/resources/core.departments/${id}`, {
    version,
    [field]: field === 'order' ? value + 1 : value,
  })
  return status === 200
}
