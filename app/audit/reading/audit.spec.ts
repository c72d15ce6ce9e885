import { test } from '@japa/runner'
import { clientOf, makePerson, makeRole, send, type Client } from '#tests/people.ts'

const NOBODYS = '01900000-0000-7000-8000-000000000000'
const DRUGS = '/api/resources/dictionary.drugs'
let number = 0
const unique = (word: string) => `${word}-${process.pid}-${++number}`
const filtered = (path: string, filters: object[]) =>
  `${path}?filters=${encodeURIComponent(JSON.stringify(filters))}`
const about = (record: string) => [{ field: 'record', operator: 'eq', value: record }]

async function make(client: Client, path: string, values: object) {
  const { status, body } = await client('POST', path, values)
  if (status !== 201) throw new Error(JSON.stringify(body))
  return body.data
}

async function readerWith(admin: Client, grants: readonly Record<string, unknown>[]) {
  const login = unique('log-reader')
  const role = await makeRole(admin, login, grants)
  const { id } = await makePerson(admin, login, [role])
  return { id, client: await clientOf(login) }
}

test.group('GET /api/resources/:resource/:id/audit', () => {
  test('tells who did what, to those who may read the log', async ({ assert }) => {
    const admin = await clientOf('admin')
    const made = await make(admin, DRUGS, { code: unique('AUD'), genericName: '审计药' })
    const path = `${DRUGS}/${made.id}`
    await admin('PATCH', path, { version: 1, genericName: '改名' })
    for (const login of ['admin', 'auditor']) {
      const answer = await (await clientOf(login))('GET', `${path}/audit`)
      assert.equal(answer.status, 200)
      assert.sameMembers(
        answer.body.data.map(({ action }: any) => action.label),
        ['新建', '修改']
      )
      assert.equal(answer.body.data[0].by.label, '系统管理员')
    }
    const doctor = await clientOf('doctor')
    assert.equal((await doctor('GET', `${path}/audit`)).status, 404)
  })

  test('does not exist for a bad id or an unknown resource', async ({ assert }) => {
    const auditor = await clientOf('auditor')
    for (const path of ['dictionary.drugs/1', `dictionary.nothing/${NOBODYS}`])
      assert.equal((await auditor('GET', `/api/resources/${path}/audit`)).status, 404)
  })

  test('shows no column of the log that is not granted', async ({ assert }) => {
    const admin = await clientOf('admin')
    const reader = await readerWith(admin, [
      { resource: 'core.audit', action: 'read', readFields: ['action', 'record', 'resource'] },
    ])
    const me = await admin('GET', '/api/auth/me')
    const answer = await reader.client('GET', `/api/resources/core.users/${me.body.data.id}/audit`)
    assert.equal(answer.status, 200)
    assert.isNotEmpty(answer.body.data)
    for (const { by, ip, notes, record } of answer.body.data) {
      assert.isNull(by)
      assert.isNull(ip)
      assert.isEmpty(notes)
      assert.isNull(record.label, 'the account is not theirs to see')
    }
  })
})

test.group('GET /api/audit', () => {
  test('tells of each act in words', async ({ assert }) => {
    const admin = await clientOf('admin')
    const name = unique('审计药')
    const { id } = await make(admin, DRUGS, { code: unique('AUD'), genericName: name })
    const auditor = await clientOf('auditor')
    const { body } = await auditor('GET', filtered('/api/audit', about(id)))
    assert.equal(body.meta.total, 1)
    const [line] = body.data
    assert.equal(line.by.label, '系统管理员')
    assert.deepEqual(line.action, { name: 'create', label: '新建' })
    assert.deepEqual(line.resource, { name: 'dictionary.drugs', label: '药品' })
    assert.deepEqual(line.record, { id, label: name })

    await admin('DELETE', `${DRUGS}/${id}`)
    const after = await auditor('GET', filtered('/api/audit', about(id)))
    assert.equal(after.body.data[0].action.label, '删除')
    assert.equal(after.body.data[0].record.label, name, 'also of what is in the recycle bin')
  })

  test('names a record only to who may see it, or reads all versions', async ({ assert }) => {
    const admin = await clientOf('admin')
    const { id } = await make(admin, DRUGS, { code: unique('AUD'), genericName: unique('暗') })
    const log = { resource: 'core.audit', action: 'list' }
    const blind = await readerWith(admin, [log])
    const answer = await blind.client('GET', filtered('/api/audit', about(id)))
    assert.deepEqual(answer.body.data[0].record, { id, label: null })
    const seeing = await readerWith(admin, [log, { resource: 'dictionary.drugs', action: 'pick' }])
    const seen = await seeing.client('GET', filtered('/api/audit', about(id)))
    assert.match(seen.body.data[0].record.label, /^暗/)
  })

  test('says why and how in words', async ({ assert }) => {
    const login = unique('nobody')
    await send('POST', '/api/auth/tokens', { login, password: 'wrong' })
    const auditor = await clientOf('auditor')
    const failed = [{ field: 'action', operator: 'eq', value: 'sign_in_failed' }]
    const { body } = await auditor('GET', filtered('/api/audit', failed))
    const [line] = body.data
    assert.isNull(line.by)
    assert.deepInclude(line.notes, { label: '登录名', text: login })
  })

  test('does not exist without a grant, and is refused to who may not list', async ({ assert }) => {
    for (const path of ['/api/audit', '/api/audit/commands', '/api/audit/subjects']) {
      assert.equal((await send('GET', path)).status, 401, path)
      assert.equal((await (await clientOf('doctor'))('GET', path)).status, 404, path)
    }
    const admin = await clientOf('admin')
    const { client } = await readerWith(admin, [{ resource: 'core.audit', action: 'read' }])
    assert.equal((await client('GET', '/api/audit')).status, 403)
  })

  test('refuses nonsense', async ({ assert }) => {
    const auditor = await clientOf('auditor')
    for (const query of ['page=0', 'filters=[', 'filters=[{"field":"seal","operator":"eq"}]']) {
      assert.equal((await auditor('GET', `/api/audit?${query}`)).status, 400, query)
      assert.equal((await auditor('GET', `/api/audit/commands?${query}`)).status, 400, query)
    }
  })

  test('shows the lines the grant covers alone', async ({ assert }) => {
    const admin = await clientOf('admin')
    const own = [{ field: 'actor', operator: 'eq', value: '$user.id' }]
    const { id, client } = await readerWith(
      admin,
      ['list', 'read'].map((action) => ({ resource: 'core.audit', action, scope: own }))
    )
    const { body } = await client('GET', '/api/audit')
    assert.isNotEmpty(body.data)
    assert.isTrue(body.data.every(({ by }: any) => by.id === id))
    const byOthers = [{ field: 'actor', operator: 'nin', value: [id] }]
    const others = (await admin('GET', filtered('/api/audit', byOthers))).body.data[0]
    assert.equal((await admin('GET', `/api/audit/${others.id}/changes`)).status, 200)
    assert.equal((await client('GET', `/api/audit/${others.id}/changes`)).status, 404)
  })
})

test.group('GET /api/audit/:id/changes', () => {
  const lineOf = async (client: Client, record: string) =>
    (await client('GET', filtered('/api/audit', about(record)))).body.data[0].id
  const changesOf = (client: Client, line: string) => client('GET', `/api/audit/${line}/changes`)

  test('tells what the act changed, field by field', async ({ assert }) => {
    const admin = await clientOf('admin')
    const values = { code: unique('AUD'), genericName: '甲', price: 100 }
    const { id } = await make(admin, DRUGS, values)
    await admin('PATCH', `${DRUGS}/${id}`, { version: 1, genericName: '乙', price: 250 })
    const line = await lineOf(admin, id)
    await admin('PATCH', `${DRUGS}/${id}`, { version: 2, genericName: '丙' })
    for (const login of ['admin', 'auditor']) {
      const answer = await changesOf(await clientOf(login), line)
      assert.equal(answer.status, 200)
      assert.deepEqual(answer.body.data, [
        { name: 'genericName', label: '通用名', before: '甲', after: '乙' },
        { name: 'price', label: '单价', before: '1.00', after: '2.50' },
      ])
    }
  })

  test('keeps back fields and records that are not the reader’s to see', async ({ assert }) => {
    const admin = await clientOf('admin')
    const { id } = await make(admin, DRUGS, { code: unique('AUD'), genericName: '甲', price: 4711 })
    const line = await lineOf(admin, id)
    const log = { resource: 'core.audit', action: 'read' }
    const blind = await readerWith(admin, [log])
    assert.isNull((await changesOf(blind.client, line)).body.data)
    const elsewhere = await readerWith(admin, [
      log,
      {
        resource: 'dictionary.drugs',
        action: 'read',
        scope: [{ field: 'code', operator: 'eq', value: 'another' }],
      },
    ])
    assert.isNull((await changesOf(elsewhere.client, line)).body.data)
    const partly = await readerWith(admin, [
      log,
      { resource: 'dictionary.drugs', action: 'read', readFields: ['genericName'] },
    ])
    assert.deepEqual((await changesOf(partly.client, line)).body.data, [
      { name: 'genericName', label: '通用名', before: null, after: '甲' },
    ])
  })

  test('never shows a password, and nothing for what changed no record', async ({ assert }) => {
    const admin = await clientOf('admin')
    const { id, login } = await makePerson(admin, unique('secret'))
    const { body } = await changesOf(admin, await lineOf(admin, id))
    assert.notInclude(JSON.stringify(body), 'password')
    assert.deepInclude(body.data, { name: 'login', label: '登录名', before: null, after: login })
    await clientOf(login)
    assert.isNull((await changesOf(admin, await lineOf(admin, id))).body.data)
  })

  test('does not exist for a line that is not there', async ({ assert }) => {
    const auditor = await clientOf('auditor')
    for (const id of [NOBODYS, '1', 'x'])
      assert.equal((await changesOf(auditor, id)).status, 404, id)
    assert.equal((await send('GET', `/api/audit/${NOBODYS}/changes`)).status, 401)
    assert.equal((await changesOf(await clientOf('doctor'), NOBODYS)).status, 404)
  })
})

test.group('GET /api/audit/commands', () => {
  const of = async (client: Client, record: string) =>
    (await client('GET', filtered('/api/audit/commands', about(record)))).body.data

  test('tells each change of configuration before and after, with names', async ({ assert }) => {
    const admin = await clientOf('admin')
    const roleName = unique('日志角色')
    const role = await makeRole(admin, roleName, [])
    const menu = { name: unique('菜单'), kind: 'screen', target: 'dictionary.drugs', roles: [role] }
    const { id } = await make(admin, '/api/resources/core.menus', menu)
    await admin('PATCH', `/api/resources/core.menus/${id}`, { version: 1, roles: [] })
    await admin('DELETE', `/api/resources/core.menus/${id}`)
    const [deleted, changed, created] = await of(await clientOf('auditor'), id)
    assert.equal(created.by.label, '系统管理员')
    assert.deepEqual(created.resource, { name: 'core.menus', label: '菜单' })
    assert.equal(created.record.label, menu.name)
    assert.includeDeepMembers(created.changes, [
      { name: 'target', label: '目标', before: null, after: '药品' },
      { name: 'roles', label: '可见角色', before: null, after: roleName },
    ])
    assert.deepEqual(changed.changes, [
      { name: 'roles', label: '可见角色', before: roleName, after: null },
    ])
    assert.equal(deleted.action.label, '删除')
    assert.includeDeepMembers(deleted.changes, [
      { name: 'name', label: '名称', before: menu.name, after: null },
    ])
  })

  test('calls settings and grants by their words', async ({ assert }) => {
    const admin = await clientOf('admin')
    await admin('PUT', '/api/settings/security.idleMinutes', { value: 29 })
    await admin('PUT', '/api/settings/security.idleMinutes', { value: 30 })
    const auditor = await clientOf('auditor')
    const settings = [{ field: 'resource', operator: 'eq', value: 'core.settings' }]
    const [line] = (await auditor('GET', filtered('/api/audit/commands', settings))).body.data
    assert.equal(line.record.label, '无操作自动退出（分钟）')
    assert.deepEqual(line.changes, [{ name: 'value', label: '值', before: '29', after: '30' }])

    await makeRole(admin, unique('授权'), [
      { resource: 'dictionary.drugs', action: 'list', writeFields: ['genericName', 'price'] },
    ])
    const grants = [{ field: 'resource', operator: 'eq', value: 'core.grants' }]
    const [grant] = (await auditor('GET', filtered('/api/audit/commands', grants))).body.data
    assert.equal(grant.record.label, '药品')
    assert.includeDeepMembers(grant.changes, [
      { name: 'action', label: '操作', before: null, after: '列表' },
      { name: 'readFields', label: '可读字段', before: null, after: '全部' },
      { name: 'writeFields', label: '可写字段', before: null, after: '通用名、单价' },
    ])
  })

  test('tells no values that are not granted', async ({ assert }) => {
    const admin = await clientOf('admin')
    const { client } = await readerWith(admin, [
      { resource: 'core.commands', action: 'list', readFields: ['action', 'resource', 'record'] },
    ])
    const { body } = await client('GET', '/api/audit/commands')
    assert.isNotEmpty(body.data)
    assert.isTrue(
      body.data.every(
        ({ by, changes, record }: any) =>
          by === null && changes.length === 0 && record.label === null
      )
    )
  })
})

test.group('GET /api/audit/subjects', () => {
  test('names what one can filter the log by', async ({ assert }) => {
    const auditor = await clientOf('auditor')
    const { data } = (await auditor('GET', '/api/audit/subjects')).body
    assert.deepInclude(data.actions, { name: 'sign_in_failed', label: '登录失败' })
    assert.deepInclude(data.resources, {
      name: 'core.menus',
      label: '菜单',
      configuration: true,
    })
    assert.notInclude(JSON.stringify(data.resources), 'core.audit')
  })
})
