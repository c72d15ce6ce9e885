import { test } from '@japa/runner'
import { sql } from '#app/database/sql.ts'
import { row } from '#app/database/store.ts'
import { clientOf, makePerson, makeRole, type Client } from '#tests/people.ts'

const roleId = async (code: string) =>
  (await row(sql`select id from core__roles where code = ${code}`))!.id as string
const userId = async (login: string) =>
  (await row(sql`select id from core__users where login = ${login}`))!.id as string
const membershipOf = async (login: string, code: string) =>
  (await row(
    sql`select id, version from core__memberships where live = '' and user_id = ${await userId(login)} and role_id = ${await roleId(code)}`
  ))!

interface Menu {
  target: string | null
  children: Menu[]
}
const targetsOf = (menus: Menu[]): (string | null)[] =>
  menus.flatMap(({ target, children }) => [target, ...targetsOf(children)])
const menuTargets = async (client: Client) =>
  targetsOf((await client('GET', '/api/meta')).body.data.menus)

const reasonOf = ({ body }: { body: { errors: { meta?: { reason: string } }[] } }) =>
  body.errors[0]?.meta?.reason

test.group('a part of the work of administrators', () => {
  test('makes nobody an administrator, nor widens their own rights', async ({ assert }) => {
    const admin = await clientOf('admin')
    const role = await makeRole(admin, 'delegates', [
      { resource: 'core.memberships', action: 'create' },
      { resource: 'core.grants', action: 'create' },
      { resource: 'core.roles', action: 'pick' },
      { resource: 'core.users', action: 'pick' },
      { resource: 'core.users', action: 'update', writeFields: ['mobile'] },
    ])
    const nurses = await makeRole(admin, 'nurses-of-delegates', [])
    const { id, login } = await makePerson(admin, 'delegate', [role])
    const other = await makePerson(admin, 'of-the-delegate')
    const delegate = await clientOf(login)
    const give = (user: string, given: string) =>
      delegate('POST', '/api/resources/core.memberships', { user, role: given })
    const grant = (to: string) =>
      delegate('POST', '/api/resources/core.grants', {
        role: to,
        resource: 'core.users',
        action: 'delete',
      })
    assert.equal(reasonOf(await give(id, nurses)), 'ownRights')
    assert.equal(reasonOf(await give(id, await roleId('administrator'))), 'ownRights')
    for (const code of ['administrator', 'security_administrator', 'auditor'])
      assert.equal(reasonOf(await give(other.id, await roleId(code))), 'administratorRole', code)
    assert.equal((await give(other.id, nurses)).status, 201)
    assert.equal(reasonOf(await grant(role)), 'ownRights')
    assert.equal((await grant(nurses)).status, 201)
    const factor = `/api/access/accounts/${other.id}/second-factor`
    assert.equal((await delegate('DELETE', factor)).status, 403)
  })
})

test.group('separated administrators', (group) => {
  let admin: Client
  let security: Client
  group.setup(async () => {
    admin = await clientOf('admin')
    security = await clientOf('security')
    const on = await admin('PUT', '/api/settings/security.separation', { value: true })
    if (on.status !== 200) throw new Error(JSON.stringify(on.body))
    return async () => {
      const off = await security('PUT', '/api/settings/security.separation', { value: false })
      if (off.status !== 200) throw new Error(JSON.stringify(off.body))
    }
  })

  test('the role administrator gives nothing', async ({ assert }) => {
    assert.equal((await admin('GET', '/api/resources/core.memberships')).status, 404)
    assert.equal((await admin('GET', '/api/resources/core.users')).status, 200)
    assert.equal((await security('GET', '/api/resources/core.memberships')).status, 200)
    assert.include(await menuTargets(security), 'page:roles')
    assert.notInclude(await menuTargets(admin), 'page:roles')
  })

  test('one account never gets two of the three, whichever way it is written', async ({
    assert,
  }) => {
    const { id: user } = await makePerson(admin, 'two-roles')
    const [system, auditor, doctor] = [
      await roleId('system_administrator'),
      await roleId('auditor'),
      await roleId('doctor'),
    ]
    const path = '/api/resources/core.memberships'
    assert.equal((await security('POST', path, { user, role: system })).status, 201)
    assert.equal(reasonOf(await security('POST', path, { user, role: auditor })), 'separation')
    const items = [{ user, role: auditor }]
    assert.equal((await security('POST', `${path}/bulk`, { action: 'create', items })).status, 409)
    const harmless = (await security('POST', path, { user, role: doctor })).body.data
    const changed = await security('PATCH', `${path}/${harmless.id}`, { version: 1, role: auditor })
    assert.equal(reasonOf(changed), 'separation')
  })

  test('only the security administrator writes rights, whatever else was granted', async ({
    assert,
  }) => {
    const grants = ['list', 'read', 'pick', 'create'].map((action) => ({
      resource: 'core.memberships',
      action,
    }))
    const role = await makeRole(security, 'sneaky', [
      ...grants,
      { resource: 'core.users', action: 'pick' },
      { resource: 'core.roles', action: 'pick' },
    ])
    const { id } = await makePerson(admin, 'sneaky-one')
    await security('POST', '/api/resources/core.memberships', { user: id, role })
    const sneaky = await clientOf('sneaky-one')
    const answer = await sneaky('POST', '/api/resources/core.memberships', {
      user: await userId('doctor'),
      role,
    })
    assert.equal(answer.status, 403)
    assert.equal(reasonOf(answer), 'securityWork')
    const system = await admin('POST', '/api/resources/core.grants', {
      role,
      resource: 'core.users',
      action: 'read',
    })
    assert.equal(system.status, 404)
  })

  test('nobody widens their own rights', async ({ assert }) => {
    const own = await security('POST', '/api/resources/core.memberships', {
      user: await userId('security'),
      role: await roleId('doctor'),
    })
    assert.equal(reasonOf(own), 'ownRights')
    const grant = await security('POST', '/api/resources/core.grants', {
      role: await roleId('security_administrator'),
      resource: 'dictionary.drugs',
      action: 'list',
    })
    assert.equal(reasonOf(grant), 'ownRights')
  })

  test("a system administrator cannot take over another administrator's account", async ({
    assert,
  }) => {
    const id = await userId('security')
    const { version } = (await admin('GET', `/api/resources/core.users/${id}`)).body.data
    const answer = await admin('PATCH', `/api/resources/core.users/${id}`, {
      version,
      password: 'Taken-over-2026',
    })
    assert.equal(answer.status, 403)
    assert.equal(reasonOf(answer), 'strongerAccount')
  })

  test('the last security administrator stays', async ({ assert }) => {
    const membership = await membershipOf('security', 'security_administrator')
    const answer = await security('DELETE', `/api/resources/core.memberships/${membership.id}`)
    assert.equal(reasonOf(answer), 'lastHolder')
    const id = await userId('security')
    const { version } = (await admin('GET', `/api/resources/core.users/${id}`)).body.data
    const stopped = await admin('PATCH', `/api/resources/core.users/${id}`, {
      version,
      status: 'stopped',
    })
    assert.equal(reasonOf(stopped), 'lastHolder')
  })
})

test.group('one administrator', () => {
  test('does system and security work, for their own account as well', async ({ assert }) => {
    const admin = await clientOf('admin')
    const own = await admin('POST', '/api/resources/core.memberships', {
      user: await userId('admin'),
      role: await roleId('pharmacist'),
    })
    assert.equal(own.status, 201)
  })

  test('separation cannot begin while somebody holds two of the roles', async ({ assert }) => {
    const admin = await clientOf('admin')
    await makePerson(admin, 'both', [await roleId('auditor'), await roleId('system_administrator')])
    const answer = await admin('PUT', '/api/settings/security.separation', { value: true })
    assert.equal(reasonOf(answer), 'separation')
    const id = (await membershipOf('both', 'auditor')).id as string
    assert.equal((await admin('DELETE', `/api/resources/core.memberships/${id}`)).status, 204)
  })

  test('nobody stops or deletes their own account', async ({ assert }) => {
    const admin = await clientOf('admin')
    const id = await userId('admin')
    const { version } = (await admin('GET', `/api/resources/core.users/${id}`)).body.data
    assert.equal(
      reasonOf(
        await admin('PATCH', `/api/resources/core.users/${id}`, { version, status: 'stopped' })
      ),
      'ownAccount'
    )
    assert.equal((await admin('DELETE', `/api/resources/core.users/${id}`)).status, 409)
  })

  test('of two who remove each other at once, one stays', async ({ assert }) => {
    const admin = await clientOf('admin')
    const role = await roleId('administrator')
    await makePerson(admin, 'second-admin', [role])
    const second = await clientOf('second-admin')
    const [mine, theirs] = [
      await membershipOf('admin', 'administrator'),
      await membershipOf('second-admin', 'administrator'),
    ]
    const answers = await Promise.all([
      admin('DELETE', `/api/resources/core.memberships/${theirs.id}`),
      second('DELETE', `/api/resources/core.memberships/${mine.id}`),
    ])
    assert.equal(answers.filter(({ status }) => status === 204).length, 1)
    const left = await row(
      sql`select count(*) as n from core__memberships where role_id = ${role} and live = ''`
    )
    assert.equal(Number(left!.n), 1)
    // The demo's administrator again, for the suites that follow.
    if (answers[1]!.status === 204)
      assert.equal(
        (
          await second('POST', '/api/resources/core.memberships', {
            user: await userId('admin'),
            role,
          })
        ).status,
        201
      )
  })
})

test.group('grants and settings', () => {
  test('a grant names what exists, and its scope can be evaluated', async ({ assert }) => {
    const admin = await clientOf('admin')
    const role = await makeRole(admin, 'grant-checks', [])
    const grant = (over: object) =>
      admin('POST', '/api/resources/core.grants', {
        role,
        resource: 'core.users',
        action: 'list',
        ...over,
      })
    const scope = (field: string, operator: string, value: unknown) => ({
      scope: [{ field, operator, value }],
    })
    const wrong: [object, string][] = [
      [{ resource: 'core.nothing' }, 'resource'],
      [{ readFields: ['name', 'nothing'] }, 'readFields'],
      [{ writeFields: { a: 1 } }, 'writeFields'],
      [scope('nothing', 'eq', 1), 'scope'],
      [scope('id', 'eq', '$user.nothing'), 'scope'],
      [scope('name', 'resembles', 'x'), 'scope'],
      [{ scope: 'all' }, 'scope'],
    ]
    for (const [over, field] of wrong) {
      const { status, body } = await grant(over)
      assert.equal(status, 422, JSON.stringify(over))
      assert.equal(body.errors[0].field, field)
    }
    assert.equal((await grant(scope('createdBy', 'eq', '$user.id'))).status, 201)
  })

  test('a setting is a known one of the right form, and counts at once', async ({ assert }) => {
    const admin = await clientOf('admin')
    const put = (key: string, value: unknown) => admin('PUT', `/api/settings/${key}`, { value })
    assert.equal((await put('security.nothing', 1)).status, 404)
    assert.equal((await put('security.idleMinutes', '30')).status, 422)
    assert.equal((await put('security.idleMinutes', 0)).status, 422)
    assert.equal((await put('security.secondFactor', 'sometimes')).status, 422)
    const direct = { key: 'security.idleMinutes', value: 'never' }
    assert.equal((await admin('POST', '/api/resources/core.settings', direct)).status, 422)
    assert.equal((await put('security.idleMinutes', 45)).body.data.value, 45)
    const { data } = (await admin('GET', '/api/settings')).body
    assert.equal(data.find(({ key }: { key: string }) => key === 'security.idleMinutes').value, 45)
    assert.equal((await put('security.idleMinutes', 30)).status, 200)
    const doctor = await clientOf('doctor')
    assert.equal((await doctor('GET', '/api/settings')).status, 403)
    assert.equal(
      (await doctor('PUT', '/api/settings/security.idleMinutes', { value: 1 })).status,
      403
    )
  })

  test('a right that is taken away is gone with the next request', async ({ assert }) => {
    const admin = await clientOf('admin')
    const role = await makeRole(admin, 'short-lived', [
      { resource: 'core.departments', action: 'list' },
    ])
    await makePerson(admin, 'short-lived', [role])
    const client = await clientOf('short-lived')
    assert.equal((await client('GET', '/api/resources/core.departments')).status, 200)
    const grant = (await row(sql`select id from core__grants where role_id = ${role}`))!
    await admin('DELETE', `/api/resources/core.grants/${grant.id}`)
    assert.equal((await client('GET', '/api/resources/core.departments')).status, 404)
  })
})
