/** The leave request of docs/lifecycles.md is compiled as it stands there, and runs. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import { seedAccess } from '#app/access/seed.ts'
import { raw, sql } from '#app/database/sql.ts'
import { raiseStamp } from '#app/database/stamp.ts'
import { dialect, execute, row } from '#app/database/store.ts'
import { offerTransitions } from '#app/lifecycle/offer_transitions.ts'
import type { PluginDefinition } from '#app/plugins/define_plugin.ts'
import { loadPlugins } from '#app/plugins/host.ts'
import { checkRelations, getResource } from '#app/resources/registry.ts'
import { statements } from '#app/resources/schema/ddl.ts'
import { plan } from '#app/resources/schema/plan.ts'
import { tablesOf } from '#app/resources/schema/resource_tables.ts'
import { loadTexts } from '#app/texts/texts.ts'
import { clientOf, makePerson, type Client } from '#tests/people.ts'
import { complaints, samples } from './page_samples.ts'

const REQUESTS = '/api/resources/leave.requests'

test.group('docs/lifecycles.md', (group) => {
  const files = samples(readFileSync(app.makePath('docs/lifecycles.md'), 'utf8'))
  let folder: string
  let admin: Client
  let head: Client
  let doctor: Client

  group.setup(async () => {
    mkdirSync(app.makePath('storage'), { recursive: true })
    folder = mkdtempSync(app.makePath('storage', 'leave-'))
    for (const [file, text] of files) {
      mkdirSync(dirname(join(folder, file)), { recursive: true })
      writeFileSync(join(folder, file), text)
    }
    cpSync(join(folder, 'lang/zh-CN.json'), join(folder, 'lang/en.json'))
    const { default: plugin } = (await import(pathToFileURL(join(folder, 'plugin.ts')).href)) as {
      default: PluginDefinition
    }
    loadPlugins([plugin])
    loadTexts(join(folder, 'lang'))
    checkRelations()
    offerTransitions()
    const tables = tablesOf(getResource('leave.requests'))
    for (const step of plan(new Map(), new Map(tables.map((table) => [table.name, table]))))
      for (const statement of statements(step, dialect())) await execute(raw(statement))
    await seedAccess()
    await raiseStamp()

    admin = await clientOf('admin')
    doctor = await clientOf('doctor')
    const ward = await row(
      sql`select m.department_id from core__memberships m join core__users u on u.id = m.user_id where u.login = ${'doctor'}`
    )
    head = await headOf(ward!.department_id as string)
    return () => rmSync(folder, { recursive: true })
  })

  /** Somebody who also works there, and decides for the department. */
  async function headOf(department: string): Promise<Client> {
    const login = `head-${process.pid}-${department.slice(-6)}`
    const { id } = await makePerson(admin, login)
    for (const code of ['doctor', 'leave_head']) {
      const role = await row(sql`select id from core__roles where code = ${code} and live = ''`)
      const membership = { user: id, role: role!.id, department }
      await admin('POST', '/api/resources/core.memberships', membership)
    }
    return clientOf(login)
  }

  async function ask(person: Client): Promise<string> {
    const leave = { begins: '2026-12-01', ends: '2026-12-03', why: '探亲' }
    const made = await person('POST', REQUESTS, leave)
    if (made.status !== 201) throw new Error(JSON.stringify(made.body))
    return `${REQUESTS}/${made.body.data.id}`
  }
  const labels = ({ body }: any) => body.meta.transitions.map(({ label }: any) => label)

  test('compiles', ({ assert }) => {
    const code = [...files.keys()].filter((file) => file.endsWith('.ts'))
    assert.deepEqual(code, ['requests.ts', 'plugin.ts'])
    assert.isEmpty(
      complaints(
        code.map((file) => join(folder, file)),
        'tsconfig.json'
      )
    )
  }).timeout(120_000)

  test('runs: who works here applies, the head of the department decides', async ({ assert }) => {
    const path = await ask(doctor)
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
    const path = await ask(head)
    await head('POST', `${path}/transitions/apply`, {})
    const own = await head('POST', `${path}/transitions/approve`, {})
    assert.equal(own.status, 409)
    assert.equal(own.body.errors[0].message, '不能审批自己的请假')
    assert.deepEqual(labels(await head('GET', path)), [])
    const elsewhere = await row(
      sql`select id from core__departments where name = ${'药剂科'} and live = ''`
    )
    const stranger = await headOf(elsewhere!.id as string)
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
    const path = await ask(doctor)
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
    const own = await ask(head)
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
