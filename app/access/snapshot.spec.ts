import { test } from '@japa/runner'
import { sql } from '#app/database/sql.ts'
import { row } from '#app/database/store.ts'
import { seedRecord } from '#app/resources/operations/seed_record.ts'
import { getResource } from '#app/resources/registry.ts'
import { clientOf } from '#tests/people.ts'
import { actorOf } from './snapshot.ts'

const seed = (resource: string, values: Record<string, unknown>) =>
  seedRecord(getResource(resource), values)
const department = (name: string, over: Record<string, unknown> = {}) =>
  seed('core.departments', { name, kind: 'department', status: 'active', order: 0, ...over })
const doctorRole = async () =>
  (await row(sql`select id from core__roles where code = 'doctor'`))!.id
let count = 0
const account = (over: Record<string, unknown> = {}) =>
  seed('core.users', { login: `snapshot${count++}`, name: 'x', status: 'active', ...over })

test.group('actorOf', () => {
  test('knows own departments, everything below them, and the institution above', async ({
    assert,
  }) => {
    const outer = await department('outer', { kind: 'institution' })
    const inner = await department('inner', { kind: 'institution', parent: outer })
    const ward = await department('ward', { parent: inner })
    const room = await department('room', { parent: ward })
    const bed = await department('bed', { parent: room })
    const user = await account()
    await seed('core.memberships', { user, department: ward, role: await doctorRole() })
    const actor = await actorOf(user, null)
    assert.equal(actor.user!.departmentId, ward)
    assert.deepEqual(actor.user!.departmentIds, [ward])
    assert.sameMembers(actor.user!.departmentTreeIds, [ward, room, bed])
    assert.equal(actor.user!.institutionId, inner)
    // A department that is not theirs is not taken for theirs.
    assert.equal((await actorOf(user, bed)).user!.departmentId, ward)
  })

  test('a stopped department gives nothing, from the next request on', async ({ assert }) => {
    const place = await department('to be stopped')
    const user = await account()
    await seed('core.memberships', { user, department: place, role: await doctorRole() })
    assert.lengthOf((await actorOf(user, null)).user!.roleIds, 1)
    const admin = await clientOf('admin')
    await admin('PATCH', `/api/resources/core.departments/${place}`, {
      version: 1,
      status: 'stopped',
    })
    const { roleIds, departmentIds, departmentTreeIds } = (await actorOf(user, null)).user!
    assert.deepEqual([roleIds, departmentIds, departmentTreeIds], [[], [], []])
  })

  test('a stopped or unknown account is nobody, never the system', async ({ assert }) => {
    const stopped = await account({ status: 'stopped' })
    for (const id of [stopped, '00000000-0000-7000-8000-000000000000', ''])
      await assert.rejects(() => actorOf(id, null), 'E_UNAUTHENTICATED')
  })
})
