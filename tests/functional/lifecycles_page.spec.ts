/** The leave request of docs/lifecycles.md is compiled as it stands there, and runs. */
import { join } from 'node:path'
import { test } from '@japa/runner'
import { sql } from '#app/database/sql.ts'
import { row } from '#app/database/store.ts'
import { askForLeave, doctorsDepartment, installLeave, makeHead } from '#tests/leave.ts'
import { clientOf, type Client } from '#tests/people.ts'
import { complaints } from './page_samples.ts'

const REQUESTS = '/api/resources/leave.requests'

test.group('docs/lifecycles.md', (group) => {
  let page: Awaited<ReturnType<typeof installLeave>>
  let admin: Client
  let head: Client
  let headLogin: string
  let doctor: Client

  group.setup(async () => {
    page = await installLeave()
    admin = await clientOf('admin')
    doctor = await clientOf('doctor')
    headLogin = await makeHead(admin, await doctorsDepartment())
    head = await clientOf(headLogin)
    return page.remove
  })

  const ask = async (login: string) => `${REQUESTS}/${await askForLeave(login)}`
  const labels = ({ body }: any) => body.meta.transitions.map(({ label }: any) => label)

  test('compiles', ({ assert }) => {
    const code = page.files.filter((file) => file.endsWith('.ts'))
    assert.deepEqual(code, ['requests.ts', 'plugin.ts'])
    assert.isEmpty(
      complaints(
        code.map((file) => join(page.folder, file)),
        'tsconfig.json'
      )
    )
  }).timeout(120_000)

  test('runs: who works here applies, the head of the department decides', async ({ assert }) => {
    const path = await ask('doctor')
    assert.equal((await doctor('GET', path)).body.data.state, 'draft')
    assert.deepEqual(labels(await doctor('GET', path)), ['提交'])
    assert.deepEqual(labels(await head('GET', path)), [])
    assert.equal((await doctor('POST', `${path}/transitions/approve`, {})).status, 403)

    const changed = await doctor('PATCH', path, { version: 1, why: '看望父母' })
    assert.equal(changed.status, 200)
    assert.equal((await doctor('POST', `${path}/transitions/apply`, {})).status, 200)
    assert.equal((await doctor('PATCH', path, { version: 3, why: '旅行' })).status, 403)
    assert.equal((await doctor('POST', `${path}/transitions/apply`, {})).status, 409)

    assert.deepEqual(labels(await head('GET', path)), ['批准', '不批准'])
    const silent = await head('POST', `${path}/transitions/reject`, {})
    assert.deepInclude(silent.body.errors[0], { code: 'E_REQUIRED', field: 'reason' })
    const rejected = await head('POST', `${path}/transitions/reject`, { reason: '人手不够' })
    assert.equal(rejected.body.data.state, 'rejected')
    const { body } = await doctor('GET', `${path}/timeline`)
    assert.deepEqual(
      body.data.map(({ transition, reason }: any) => [transition, reason]),
      [
        ['reject', '人手不够'],
        ['apply', null],
      ]
    )
  })

  test('nobody decides on their own leave, nor another department on it', async ({ assert }) => {
    const path = await ask(headLogin)
    await head('POST', `${path}/transitions/apply`, {})
    const own = await head('POST', `${path}/transitions/approve`, {})
    assert.equal(own.status, 409)
    assert.equal(own.body.errors[0].message, '不能审批自己的请假')
    assert.deepEqual(labels(await head('GET', path)), [])
    const elsewhere = await row(
      sql`select id from core__departments where name = ${'药剂科'} and live = ''`
    )
    const stranger = await clientOf(await makeHead(admin, elsewhere!.id as string))
    assert.equal((await stranger('POST', `${path}/transitions/approve`, {})).status, 404)
  })

  test('is in the metadata with its words, and asked why', async ({ assert }) => {
    const { resources } = (await doctor('GET', '/api/meta')).body.data
    const { lifecycle, actions, fields } = resources['leave.requests']
    assert.deepEqual(lifecycle.states.applied, { label: '待审批', color: 'gold' })
    assert.deepEqual(lifecycle.transitions.apply, {
      label: '提交',
      from: ['draft'],
      to: 'applied',
      input: {},
      reason: false,
      confirm: '提交后不能再修改，确定提交吗？',
    })
    assert.includeMembers(actions, ['apply'])
    assert.notInclude(actions, 'approve')
    assert.isFalse(fields.state.writable)
    const path = await ask('doctor')
    const id = path.split('/').at(-1)!
    const { id: user } = (await doctor('GET', '/api/auth/me')).body.data
    const explain = async (action: string, person = user) =>
      (
        await admin(
          'GET',
          `/api/access/explain?user=${person}&resource=leave.requests&id=${id}&action=${action}`
        )
      ).body.data
    assert.isTrue((await explain('apply')).allowed)
    assert.equal((await explain('approve')).because[0].kind, 'noGrant')
    await doctor('POST', `${path}/transitions/apply`, {})
    const later = await explain('apply')
    assert.isFalse(later.allowed)
    assert.equal(later.because.at(-1).kind, 'illegalState')
    const own = await ask(headLogin)
    await head('POST', `${own}/transitions/apply`, {})
    const headId = (await head('GET', '/api/auth/me')).body.data.id
    const guarded = (
      await admin(
        'GET',
        `/api/access/explain?user=${headId}&resource=leave.requests&id=${own.split('/').at(-1)}&action=approve`
      )
    ).body.data
    assert.isFalse(guarded.allowed)
    assert.equal(guarded.because.at(-1).text, '不能审批自己的请假')
  })
})
