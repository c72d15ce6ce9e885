/** The plugin that docs/vendors.md builds is compiled as it stands there, and runs: its page cannot say what is not so. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import { seedAccess } from '#app/access/seed.ts'
import { raiseStamp } from '#app/database/stamp.ts'
import { raw, sql } from '#app/database/sql.ts'
import { dialect, execute, row } from '#app/database/store.ts'
import type { PluginDefinition } from '#app/plugins/define_plugin.ts'
import { loadPlugins } from '#app/plugins/host.ts'
import { checkRelations, getResource } from '#app/resources/registry.ts'
import { statements } from '#app/resources/schema/ddl.ts'
import { plan } from '#app/resources/schema/plan.ts'
import { tablesOf } from '#app/resources/schema/resource_tables.ts'
import { loadTexts, translate } from '#app/texts/texts.ts'
import { clientOf, type Client } from '#tests/people.ts'
import { complaints, samples } from './page_samples.ts'

const BEDS = '/api/resources/wards.beds'

test.group('docs/vendors.md', (group) => {
  const page = readFileSync(app.makePath('docs/vendors.md'), 'utf8')
  const files = samples(page)
  let folder: string

  group.setup(() => {
    // Inside the repository, so that it finds its packages, where nothing else looks for plugins.
    mkdirSync(app.makePath('storage'), { recursive: true })
    folder = mkdtempSync(app.makePath('storage', 'wards-'))
    for (const [file, text] of files) {
      mkdirSync(dirname(join(folder, file)), { recursive: true })
      writeFileSync(join(folder, file), text)
    }
    cpSync(join(folder, 'lang/zh-CN.json'), join(folder, 'lang/en.json'))
    return () => rmSync(folder, { recursive: true })
  })

  test('every sample of code is one of these files', ({ assert }) => {
    const code = [...page.matchAll(/^```(tsx?|json)(.*)$/gm)]
    assert.deepEqual(
      code.map(([, , file]) => file!.trim()),
      [...files.keys()]
    )
    assert.includeMembers(
      [...files.keys()],
      ['resources/beds.ts', 'plugin.ts', 'bed_checks.ts', 'lang/zh-CN.json', 'admin/index.tsx']
    )
  })

  test('compiles', ({ assert }) => {
    const all = [...files.keys()].map((file) => join(folder, file))
    assert.isEmpty(
      complaints(
        all.filter((file) => file.endsWith('.ts')),
        'tsconfig.json'
      )
    )
    assert.isEmpty(
      complaints(
        all.filter((file) => file.endsWith('.tsx')),
        'admin/tsconfig.json'
      )
    )
  }).timeout(120_000)

  test('runs: tables, words, rights, menus, pages, checks, a listener', async ({ assert }) => {
    const said: unknown[][] = []
    const log = console.log
    console.log = (...words: unknown[]) => void said.push(words)
    try {
      const { default: plugin } = (await import(pathToFileURL(join(folder, 'plugin.ts')).href)) as {
        default: PluginDefinition
      }
      loadPlugins([plugin])
      loadTexts(join(folder, 'lang'))
      checkRelations()
      const tables = tablesOf(getResource('wards.beds'))
      for (const step of plan(new Map(), new Map(tables.map((table) => [table.name, table]))))
        for (const statement of statements(step, dialect())) await execute(raw(statement))
      await seedAccess()
      await raiseStamp()
      assert.equal(translate('zh-CN', 'wards.beds.fields.floor'), '楼层')

      const admin = await clientOf('admin')
      const { menus, resources } = (await admin('GET', '/api/meta')).body.data
      assert.include(JSON.stringify(menus), '病区')
      assert.include(JSON.stringify(menus), '床位图')
      assert.equal(resources['wards.beds'].label, '床位')
      const settings = (await admin('GET', '/api/settings')).body.data
      assert.include(JSON.stringify(settings), 'wards.cleaningMinutes')

      const ward = await row(
        sql`select department_id from core__memberships m join core__users u on u.id = m.user_id where u.login = ${'doctor'}`
      )
      const other = await row(
        sql`select id from core__departments where name = ${'药剂科'} and live = ''`
      )
      const bed = { code: '301', department: ward!.department_id, floor: 3 }
      const made = await admin('POST', BEDS, bed)
      assert.equal(made.status, 201, JSON.stringify(made.body))
      assert.equal(made.body.data.status, 'free')
      await admin('POST', BEDS, { code: '302', department: other!.id, floor: 3 })
      const wrong = await admin('POST', BEDS, { ...bed, code: '901' })
      assert.deepInclude(wrong.body.errors[0], { code: 'E_INVALID', field: 'code' })
      const many = await admin('POST', `${BEDS}/bulk`, {
        action: 'create',
        items: [{ ...bed, code: '902' }],
      })
      assert.equal(many.body.errors[0].field, 'items.0.code')

      const { id, version } = made.body.data
      await admin('PATCH', `${BEDS}/${id}`, { version, status: 'taken' })
      assert.equal((await admin('DELETE', `${BEDS}/${id}`)).status, 409)
      assert.equal((await admin('GET', `${BEDS}/${id}`)).body.data.status, 'taken')

      const doctor = await clientOf('doctor')
      const seen = (await doctor('GET', BEDS)).body.data as { code: string }[]
      assert.deepEqual(
        seen.map(({ code }) => code),
        ['301']
      )
      // A page is for whoever may list the beds, one of which the plugin says nothing for everybody.
      const codes = { field: 'code', operator: 'in', value: ['doctor', 'pharmacist'] }
      const roles = (await admin('POST', '/api/resources/core.roles/query', { filters: [codes] }))
        .body.data as { id: string }[]
      for (const name of ['wards.board', 'wards.unnamed'])
        await admin('POST', '/api/resources/core.menus', {
          name,
          kind: 'screen',
          target: `page:${name}`,
          roles: roles.map((role) => role.id),
        })
      const pagesOf = async (client: Client) =>
        JSON.stringify((await client('GET', '/api/meta')).body.data.menus).match(/page:wards\.\w+/g)
      assert.deepEqual(await pagesOf(doctor), ['page:wards.board', 'page:wards.unnamed'])
      assert.deepEqual(await pagesOf(await clientOf('pharmacist')), ['page:wards.unnamed'])
      for (let tries = 0; tries < 100 && said.length === 0; tries++) await sleep(50)
      assert.deepInclude(said, ['new beds', [id]])
    } finally {
      console.log = log
    }
  })

  test('a plugin that checks what nobody brings stops the start', ({ assert }) => {
    const plugin = { id: 'stray', version: '1.0.0', checks: { 'stray.nothing': {} } }
    assert.throws(() => loadPlugins([plugin]), /stray\.nothing/)
  })
})
