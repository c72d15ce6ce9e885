import { test } from '@japa/runner'
import { sql } from '#app/database/sql.ts'
import { execute, row } from '#app/database/store.ts'
import { clientOf, makePerson, makeRole, send } from '#tests/people.ts'

const userId = async (login: string) =>
  (await row(sql`select id from core__users where login = ${login}`))!.id as string
const care = (id: string) => `/api/access/accounts/${id}`
const signIn = (login: string, password: string) =>
  send('POST', '/api/auth/tokens', { login, password })

test.group('Care of accounts', () => {
  test('unlocks a login that was guessed too often', async ({ assert }) => {
    const admin = await clientOf('admin')
    const { id, login, password } = await makePerson(admin, 'locked-out')
    for (let tries = 0; tries < 30; tries++)
      if ((await signIn(login, 'wrong')).status === 429) break
    assert.equal((await signIn(login, password)).status, 429)
    assert.isString((await admin('GET', care(id))).body.data.lockedUntil)
    assert.equal((await admin('POST', `${care(id)}/unlock`)).status, 204)
    assert.isNull((await admin('GET', care(id))).body.data.lockedUntil)
    assert.equal((await signIn(login, password)).status, 200)
    const audit = await row(
      sql`select actor_name from core__audit where action = 'unlocked' and record = ${id}`
    )
    assert.equal(audit?.actor_name, '系统管理员')
  })

  test('ends all sessions of a person, and none of another', async ({ assert }) => {
    const admin = await clientOf('admin')
    const [a, b] = [await makePerson(admin, 'signed-a'), await makePerson(admin, 'signed-b')]
    const [clientA, clientB] = [await clientOf(a.login), await clientOf(b.login)]
    assert.lengthOf((await admin('GET', care(a.id))).body.data.sessions, 1)
    assert.equal((await admin('DELETE', `${care(a.id)}/sessions`)).status, 204)
    assert.equal((await clientA('GET', '/api/auth/me')).status, 401)
    assert.equal((await clientB('GET', '/api/auth/me')).status, 200)
    assert.equal((await admin('GET', '/api/auth/me')).status, 200)
  })

  test('resets the second factor of a lost phone, but not of a stronger account', async ({
    assert,
  }) => {
    const admin = await clientOf('admin')
    const { id } = await makePerson(admin, 'lost-phone')
    const security = await userId('security')
    const role = await makeRole(admin, 'account-helpers', [
      { resource: 'core.users', action: 'read' },
      { resource: 'core.users', action: 'update' },
    ])
    await makePerson(admin, 'helper', [role])
    const helper = await clientOf('helper')
    const enrol = (user: string) =>
      execute(
        sql`insert into core__second_factors (user_id, secret, confirmed, last_step) values (${user}, 'sealed', ${1}, ${0})`
      )
    try {
      await enrol(id)
      await enrol(security)
      assert.isTrue((await helper('GET', care(id))).body.data.secondFactor)
      assert.equal((await helper('DELETE', `${care(id)}/second-factor`)).status, 204)
      assert.isFalse((await helper('GET', care(id))).body.data.secondFactor)
      assert.equal((await helper('DELETE', `${care(security)}/second-factor`)).status, 403)
      const own = await admin('DELETE', `${care(await userId('admin'))}/second-factor`)
      assert.equal(own.status, 409)
    } finally {
      await execute(sql`delete from core__second_factors where user_id = ${security}`)
    }
  })

  test('is only for those who may change the account', async ({ assert }) => {
    const [admin, doctor] = [await clientOf('admin'), await clientOf('doctor')]
    const { id } = await makePerson(admin, 'cared-for')
    const own = [{ field: 'id', operator: 'eq', value: '$user.id' }]
    const role = await makeRole(admin, 'own-account', [
      { resource: 'core.users', action: 'read' },
      { resource: 'core.users', action: 'update', scope: own },
    ])
    await makePerson(admin, 'reader', [role])
    const reader = await clientOf('reader')
    for (const [method, path] of [
      ['GET', care(id)],
      ['POST', `${care(id)}/unlock`],
      ['DELETE', `${care(id)}/sessions`],
      ['DELETE', `${care(id)}/second-factor`],
    ] as const) {
      assert.equal((await doctor(method, path)).status, 404, path)
      assert.equal((await reader(method, path)).status, 403, path)
    }
    assert.equal((await admin('GET', care('nobody'))).status, 404)
  })
})

test.group('GET /api/access/catalogue', () => {
  test('names what there is to grant, for those who keep grants', async ({ assert }) => {
    const [security, doctor] = [await clientOf('security'), await clientOf('doctor')]
    assert.equal((await doctor('GET', '/api/access/catalogue')).status, 403)
    const { origins, resources } = (await security('GET', '/api/access/catalogue')).body.data
    assert.equal(origins.at(-1).id, 'core')
    const of = (name: string) => resources.find((each: { name: string }) => each.name === name)
    // Not the asker's own rights: security may not list diagnoses.
    assert.includeMembers(of('dictionary.diagnoses').actions, ['list', 'import'])
    assert.isTrue(of('dictionary.diagnoses').fields.code.readable)
    assert.notInclude(of('dictionary.diagnoses').actions, 'reveal')
    assert.notIncludeMembers(of('core.audit').actions, ['create', 'update', 'delete'])
  })
})
