import { test } from '@japa/runner'
import type { Setting } from '@xinglin/contracts'
import { clientOf, makePerson, makeRole, send, type Client } from '#tests/people.ts'

const BULK = '/api/resources/core.settings/bulk'
const KEY = 'security.lockoutMinutes'
const settingOf = async (client: Client, key = KEY): Promise<Setting> =>
  (await client('GET', '/api/settings')).body.data.find((each: Setting) => each.key === key)

test.group('GET /api/settings', () => {
  test('tells each setting in words, with the form its value must have', async ({ assert }) => {
    const admin = await clientOf('admin')
    const factor = await settingOf(admin, 'security.secondFactor')
    assert.deepEqual(factor.group, { name: 'security', label: '登录与安全' })
    assert.deepInclude(factor.options!, { value: 'none', label: '不使用' })
    assert.include(factor.help!, '动态码')
    assert.isString(factor.warning)
    const minutes = await settingOf(admin)
    assert.deepInclude(minutes, { type: 'integer', min: 1, max: 1440, default: 15 })
    assert.notProperty(minutes, 'warning')
    const { body } = await admin('GET', '/api/settings')
    for (const { label, help } of body.data) assert.match(`${label}${help}`, /^[^]*\p{Script=Han}/u)
  })

  test('is for those who may read settings', async ({ assert }) => {
    assert.equal((await send('GET', '/api/settings')).status, 401)
    assert.equal((await (await clientOf('doctor'))('GET', '/api/settings')).status, 403)
  })
})

test.group('Settings changed together', () => {
  test('are saved by version: who is slower is told and nothing is lost', async ({ assert }) => {
    const admin = await clientOf('admin')
    assert.equal((await admin('PUT', `/api/settings/${KEY}`, { value: 20 })).status, 200)
    const { record } = await settingOf(admin)
    const write = (value: number) =>
      admin('POST', BULK, { action: 'write', update: [{ ...record, data: { value } }] })
    assert.equal((await write(25)).status, 200)
    const late = await write(30)
    assert.equal(late.status, 409)
    assert.equal(late.body.errors[0].code, 'E_STALE_VERSION')
    assert.equal((await settingOf(admin)).value, 25)
    await admin('PUT', `/api/settings/${KEY}`, { value: 15 })
  })

  test('are saved all or none, and each problem names its own', async ({ assert }) => {
    const admin = await clientOf('admin')
    await admin('PUT', `/api/settings/${KEY}`, { value: 15 })
    const { record } = await settingOf(admin)
    const wrong = async (value: unknown) => {
      const update = [{ ...record, data: { value } }]
      const create = [{ key: 'no.such.setting', value: 1 }]
      const { status, body } = await admin('POST', BULK, { action: 'write', create, update })
      assert.equal(status, 422)
      return body.errors as { field: string; message: string }[]
    }
    const errors = await wrong(0)
    assert.deepInclude(
      errors.map(({ field, message }) => ({ field, message })),
      { field: 'update.0.value', message: '应在 1 到 1440 之间' }
    )
    assert.isTrue(errors.some(({ field }) => field === 'create.0.key'))
    const texts = (await wrong('soon')).map(({ message }) => message)
    assert.include(texts, '应为整数')
    assert.equal((await settingOf(admin)).value, 15)
  })

  test('are not for who may only look', async ({ assert }) => {
    const admin = await clientOf('admin')
    const login = `settings-reader-${process.pid}`
    const role = await makeRole(admin, login, [{ resource: 'core.settings', action: 'read' }])
    await makePerson(admin, login, [role])
    const client = await clientOf(login)
    assert.equal((await settingOf(client)).key, KEY)
    const create = [{ key: 'security.passwordLength', value: 6 }]
    assert.equal((await client('POST', BULK, { action: 'write', create })).status, 403)
    assert.equal((await client('PUT', `/api/settings/${KEY}`, { value: 1 })).status, 403)
  })
})
