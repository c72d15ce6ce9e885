/** A menu shows the way to a page only to those whom the page would show something. */
import { readdirSync } from 'node:fs'
import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import type { MetaMenu } from '@xinglin/contracts'
import { loadPlugins } from '#app/plugins/host.ts'
import { clientOf, makePerson, makeRole, type Client } from '#tests/people.ts'

type Right = readonly [resource: string, action: string]

/** Which rights each page of the core can be opened with; the last is one that is near and does not do. */
const OPENED_BY: Record<string, { any: Right[]; not: Right }> = {
  audit: {
    any: [
      ['core.audit', 'list'],
      ['core.commands', 'list'],
    ],
    not: ['core.audit', 'read'],
  },
  menus: { any: [['core.menus', 'list']], not: ['core.menus', 'pick'] },
  roles: { any: [['core.roles', 'list']], not: ['core.roles', 'pick'] },
  settings: { any: [['core.settings', 'read']], not: ['core.settings', 'list'] },
  users: { any: [['core.users', 'list']], not: ['core.users', 'pick'] },
}
const ALL = ['audit', 'jobs', 'menus', 'roles', 'settings', 'users']

function targetsOf(menus: readonly MetaMenu[]): (string | null)[] {
  return menus.flatMap((menu) => [menu.target, ...targetsOf(menu.children)])
}

test.group('Menus that lead to pages', (group) => {
  let admin: Client
  let people = 0

  group.setup(async () => {
    admin = await clientOf('admin')
  })

  /** What somebody finds in the menu who has these rights and a menu to each of the pages. */
  async function shownTo(rights: readonly Right[], pages: readonly string[]): Promise<string[]> {
    const login = `page-reader-${++people}`
    const grants = rights.map(([resource, action]) => ({ resource, action, readFields: '*' }))
    const role = await makeRole(admin, login, grants)
    for (const page of pages) {
      const menu = { name: page, kind: 'screen', target: `page:${page}`, roles: [role] }
      const made = await admin('POST', '/api/resources/core.menus', menu)
      if (made.status !== 201) throw new Error(JSON.stringify(made.body))
    }
    await makePerson(admin, login, [role])
    const { menus } = (await (await clientOf(login))('GET', '/api/meta')).body.data
    return targetsOf(menus).map((target) => String(target).replace('page:', ''))
  }

  test('every page of the core is known here', ({ assert }) => {
    const files = readdirSync(app.makePath('admin/src/pages')).filter((file) => /\.tsx$/.test(file))
    assert.sameMembers(
      files.map((file) => file.replace('.tsx', '')),
      ALL
    )
  })

  test('without any right there is the way to one’s own jobs', async ({ assert }) => {
    assert.deepEqual(await shownTo([], ALL), ['jobs'])
  })

  for (const [page, { any, not }] of Object.entries(OPENED_BY))
    test(`${page} is shown to those who may use it`, async ({ assert }) => {
      for (const right of any)
        assert.sameMembers(await shownTo([right], ALL), ['jobs', page], right.join(' '))
      assert.deepEqual(await shownTo([not], ALL), ['jobs'], not.join(' '))
    })

  test('a page that there cannot be is shown to nobody', async ({ assert }) => {
    assert.deepEqual(await shownTo([], ['nothing', 'constructor', 'gone.board']), [])
  })

  test('a page that needs what nobody brings stops the start', ({ assert }) => {
    const pages = { board: [{ resource: 'astray.nothing', action: 'list' as const }] }
    assert.throws(() => loadPlugins([{ id: 'astray', version: '1.0.0', pages }]), /astray\.nothing/)
  })
})
