import { test } from '@japa/runner'
import { name, sql } from '#app/database/sql.ts'
import { execute, row } from '#app/database/store.ts'
import { clientOf } from '#tests/people.ts'
import { seedAccess } from './seed.ts'

const MENUS = '/api/resources/core.menus'
const menuOf = async (key: string) =>
  (await row(
    sql`select id, ${name('name')}, target, version from core__menus where text_key = ${key}`
  )) as { id: string; name: string; target: string; version: number }
/** As a version of the product that knew no page for it left the menu. */
const leadTo = (key: string, target: string) =>
  execute(sql`update core__menus set target = ${target} where text_key = ${key}`)

test.group('Built-in menus', (group) => {
  group.each.teardown(async () => {
    await leadTo('core.audit', 'page:audit')
    await leadTo('core.settings', 'page:settings')
  })

  test('lead to the pages in a new database', async ({ assert }) => {
    assert.equal((await menuOf('core.audit')).target, 'page:audit')
    assert.equal((await menuOf('core.settings')).target, 'page:settings')
  })

  test('follow a new target in an existing one, and keep what people called them', async ({
    assert,
  }) => {
    const admin = await clientOf('admin')
    await leadTo('core.audit', 'core.audit')
    const { id, version, name: former } = await menuOf('core.audit')
    const renamed = await admin('PATCH', `${MENUS}/${id}`, { version, name: '审计' })
    assert.equal(renamed.status, 200)
    await seedAccess()
    const menu = await menuOf('core.audit')
    assert.equal(menu.target, 'page:audit')
    assert.equal(menu.name, '审计')
    await seedAccess()
    assert.equal((await menuOf('core.audit')).version, menu.version, 'once, not at every start')
    await admin('PATCH', `${MENUS}/${id}`, { version: menu.version, name: former })
  })

  test('stay where somebody led them', async ({ assert }) => {
    const admin = await clientOf('admin')
    const { id, version } = await menuOf('core.settings')
    const led = await admin('PATCH', `${MENUS}/${id}`, { version, target: 'core.settings' })
    assert.equal(led.status, 200)
    await seedAccess()
    assert.equal((await menuOf('core.settings')).target, 'core.settings')
  })
})
