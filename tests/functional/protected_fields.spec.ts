/** Personal data: unreadable in the database, masked wherever it leaves, shown only by an act that leaves a line. */
import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { test } from '@japa/runner'
import type { Action, Filters } from '@xinglin/contracts'
import { Grant, systemGrant, type Actor, type Rule } from '#app/access/grant.ts'
import { name, sql } from '#app/database/sql.ts'
import { execute, row, rows } from '#app/database/store.ts'
import { Refusal } from '#app/errors/refusal.ts'
import { defineResource } from '#app/resources/define_resource.ts'
import { protect, string } from '#app/resources/fields/builders.ts'
import { addKey, newestKey } from '#app/resources/fields/protected/keys.ts'
import { mask } from '#app/resources/fields/protected/mask.ts'
import { reveal } from '#app/resources/fields/protected/reveal.ts'
import { rotateFields } from '#app/resources/fields/protected/rotate.ts'
import { create } from '#app/resources/operations/create.ts'
import { find } from '#app/resources/operations/find.ts'
import { list } from '#app/resources/operations/list.ts'
import { remove } from '#app/resources/operations/remove.ts'
import { restore } from '#app/resources/operations/restore.ts'
import { update } from '#app/resources/operations/update.ts'
import { parseQuery } from '#app/resources/query/query.ts'
import type { Resource } from '#app/resources/resource.ts'
import { env } from '../../start/env.ts'
import { makeResources } from './exam_resource.ts'

const ID_CARD = '11010519491231002X'
const MOBILE = '13800138000'
const TABLE = 'exam__people'

let people: Resource

const definition = defineResource('exam.people', {
  fields: {
    name: protect({ required: true }),
    idCard: protect({ as: 'idCard', unique: true }),
    mobile: protect({ as: 'mobile' }),
    ward: string(),
  },
  title: 'name',
})

/** Somebody with these rules for the resource, and an id of their own. */
function personWith(rules: Partial<Record<Action, Rule[]>>): Actor {
  const user = {
    id: '01900000-0000-7000-8000-0000000000aa',
    login: 'exam',
    name: 'exam',
    departmentId: null,
    departmentIds: [],
    departmentTreeIds: [],
    institutionId: null,
    roleIds: [],
    staffId: null,
  }
  const byAction = new Map(Object.entries(rules) as [Action, Rule[]][])
  return { user, rules: new Map([['exam.people', byAction]]) }
}
const rule = (read: '*' | string[], scope: Filters | null = null): Rule => ({
  role: 'exam',
  read: read === '*' ? '*' : new Set(read),
  write: '*',
  scope,
})
const grantOf = (actor: Actor, action: Action) =>
  new Grant(actor, people, action, actor.rules.get('exam.people')!.get(action) ?? [])

const make = async (values: object) => (await create(systemGrant(people, 'create'), values)).id
const stored = async (id: string) =>
  (await row(sql`select * from ${name(TABLE)} where id = ${id}`))!

async function codeOf(work: () => Promise<unknown>): Promise<string> {
  try {
    await work()
  } catch (error) {
    if (error instanceof Refusal) return error.problems.map(({ code }) => code).join()
    throw error
  }
  return 'done'
}

test.group('Protected fields', (group) => {
  group.setup(async () => {
    ;[people] = (await makeResources(definition)) as [Resource]
  })
  group.each.setup(async () => {
    await execute(sql`delete from ${name(TABLE)}`)
  })

  test('nothing in the database tells the value', async ({ assert }) => {
    const values = { name: '张三丰', idCard: ID_CARD, mobile: MOBILE }
    const id = await make(values)
    await update(systemGrant(people, 'update'), id, { mobile: '19912345678' }, 1)
    await remove(systemGrant(people, 'delete'), id)
    await restore(systemGrant(people, 'restore'), id)
    const everything = JSON.stringify([
      await stored(id),
      await rows(sql`select * from core__revisions where record = ${id}`),
      await rows(sql`select * from core__audit where record = ${id}`),
      await rows(sql`select * from core__outbox`),
    ])
    for (const value of [...Object.values(values), '19912345678'])
      assert.notInclude(everything, value)
    assert.include(everything, '138****8000')
  })

  test('the same value is another text each time, and does not open elsewhere', async ({
    assert,
  }) => {
    const [a, b] = [await make({ name: '李' }), await make({ name: '李' })]
    assert.notEqual((await stored(a)).name, (await stored(b)).name)
    assert.equal((await stored(a)).name_index, (await stored(b)).name_index)
    await execute(sql`update ${name(TABLE)} set mobile = name where id = ${a}`)
    await assert.rejects(() => find(systemGrant(people, 'read'), a))
  })

  test('the mask sent back changes nothing; another value does', async ({ assert }) => {
    const id = await make({ name: '张三', mobile: MOBILE })
    const grant = systemGrant(people, 'update')
    const same = await update(grant, id, { name: '张*', mobile: '138****8000' }, 1)
    assert.equal(same.version, 1)
    assert.equal((await update(grant, id, { mobile: '19912345678' }, 1)).version, 2)
    assert.equal((await update(grant, id, { mobile: null }, 2)).version, 3)
    assert.isNull((await stored(id)).mobile_index)
  })

  test('unique, and taken again when it is free', async ({ assert }) => {
    const id = await make({ name: 'a', idCard: ID_CARD })
    const again = () => make({ name: 'b', idCard: ID_CARD.toLowerCase() })
    assert.equal(await codeOf(again), 'E_UNIQUE')
    await remove(systemGrant(people, 'delete'), id)
    assert.equal(await codeOf(again), 'done')
  })

  test('a label is masked too, and parts of a value find nothing', async ({ assert }) => {
    await make({ name: '张三丰', mobile: MOBILE })
    const search = (filters: Filters) => list(systemGrant(people, 'list'), parseQuery({ filters }))
    const [found] = (await search([{ field: 'mobile', operator: 'eq', value: ` ${MOBILE}` }])).data
    assert.equal(found!.name, '张**')
    for (const operator of ['contains', 'startswith', 'gt', 'ne'] as const) {
      const refused = () => search([{ field: 'mobile', operator, value: '138' }])
      assert.equal(await codeOf(refused), 'E_INVALID_QUERY', operator)
    }
  })

  test('reveal answers the value after its line is in the audit log', async ({ assert }) => {
    const id = await make({ name: '张三', mobile: MOBILE })
    const actor = personWith({ reveal: [rule(['mobile'])], read: [rule('*')] })
    const value = await reveal(grantOf(actor, 'reveal'), id, { field: 'mobile', reason: ' 回访 ' })
    assert.equal(value, MOBILE)
    const line = await row(
      sql`select * from core__audit where record = ${id} and action = 'reveal'`
    )
    assert.equal(line!.actor, actor.user!.id)
    assert.deepEqual(JSON.parse(line!.detail as string), { field: 'mobile', reason: '回访' })
  })

  test('reveal: field and row by the same role; refusals leave a line', async ({ assert }) => {
    const mine = await make({ name: '张三', mobile: MOBILE, ward: 'a' })
    const other = await make({ name: '李四', mobile: MOBILE, ward: 'b' })
    const inWard = (ward: string): Filters => [{ field: 'ward', operator: 'eq', value: ward }]
    const actor = personWith({
      reveal: [rule(['mobile'], inWard('a')), rule(['name'], inWard('b'))],
      read: [rule('*')],
    })
    const asked = (id: string, field: string, reason: unknown = '回访') =>
      codeOf(() => reveal(grantOf(actor, 'reveal'), id, { field, reason }))
    assert.equal(await asked(mine, 'mobile'), 'done')
    assert.equal(await asked(other, 'mobile'), 'E_FORBIDDEN')
    assert.equal(await asked(other, 'name'), 'done')
    const refused = await row(
      sql`select count(*) as n from core__audit where record = ${other} and action = 'reveal_refused'`
    )
    assert.equal(Number(refused!.n), 1)
    for (const field of ['idCard', 'ward', 'nothing', '__proto__'])
      assert.equal(await asked(mine, field), 'E_UNKNOWN_FIELD', field)
    for (const reason of ['', ' ', null, 5])
      assert.equal(await asked(mine, 'mobile', reason), 'E_REQUIRED')
    assert.equal(await asked(mine, 'mobile', 'x'.repeat(201)), 'E_LENGTH')
    assert.equal(await asked('1', 'mobile'), 'E_NOT_FOUND')
  })

  test('reveal: a record that is not the actor’s to see does not exist', async ({ assert }) => {
    const id = await make({ name: '张三', ward: 'b' })
    const inA: Filters = [{ field: 'ward', operator: 'eq', value: 'a' }]
    const actor = personWith({ reveal: [rule('*', inA)], read: [rule('*', inA)] })
    const asked = () => reveal(grantOf(actor, 'reveal'), id, { field: 'name', reason: 'x' })
    assert.equal(await codeOf(asked), 'E_NOT_FOUND')
  })

  test('a new key: old values read on, are written anew, and their key can go', async ({
    assert,
  }) => {
    const ids = [await make({ name: '张三', mobile: MOBILE }), await make({ name: '李四' })]
    const old = newestKey().id
    const { id: key } = addKey()
    assert.isTrue(key > old)
    assert.equal((await find(systemGrant(people, 'read'), ids[0]!)).data.name, '张*')
    const fresh = await make({ name: '王五' })
    assert.include((await stored(fresh)).name as string, `v1.${key}.`)
    assert.isAtLeast(await rotateFields(), 3)
    assert.equal(await rotateFields(), 0)
    for (const id of ids) {
      const record = await stored(id)
      assert.include(record.name as string, `v1.${key}.`)
      assert.equal(record.version, 1)
    }
    rmSync(join(env.storagePath, 'keys', 'fields', `${old}.key`))
    const found = await list(
      systemGrant(people, 'list'),
      parseQuery({ filters: [{ field: 'mobile', operator: 'eq', value: MOBILE }] })
    )
    assert.deepEqual(
      found.data.map(({ id }) => id),
      [ids[0]]
    )
    assert.isTrue(existsSync(join(env.storagePath, 'keys', 'field_index.key')))
  })

  test('masks by kind', ({ assert }) => {
    assert.equal(mask('张'), '*')
    assert.equal(mask('张三'), '张*')
    assert.equal(mask('😀三丰'), '😀**')
    assert.equal(mask(MOBILE, 'mobile'), '138****8000')
    assert.equal(mask(ID_CARD, 'idCard'), '1101**********002X')
  })
})
