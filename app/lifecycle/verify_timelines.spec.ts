import { test } from '@japa/runner'
import type { TransitionName } from '@xinglin/contracts'
import { systemGrant } from '#app/access/grant.ts'
import { sql } from '#app/database/sql.ts'
import { execute } from '#app/database/store.ts'
import { defineResource } from '#app/resources/define_resource.ts'
import { string } from '#app/resources/fields/builders.ts'
import { create } from '#app/resources/operations/create.ts'
import { getResource } from '#app/resources/registry.ts'
import { makeResources } from '../../tests/functional/exam_resource.ts'
import { defineLifecycle } from './define_lifecycle.ts'
import { transition } from './transition.ts'
import { verifyTimelines } from './verify_timelines.ts'

const doors = defineResource('lifecycle.doors', {
  fields: { name: string() },
  title: 'name',
  lifecycle: defineLifecycle({
    states: { shut: {}, open: {} },
    initial: 'shut',
    transitions: { open: { from: 'shut', to: 'open' }, shut: { from: 'open', to: 'shut' } },
  }),
})

test.group('verifyTimelines', (group) => {
  let id: string
  group.setup(async () => {
    await makeResources(doors)
  })
  group.each.setup(async () => {
    const door = getResource('lifecycle.doors')
    ;({ id } = await create(systemGrant(door, 'create'), { name: '门' }))
    for (const step of ['open', 'shut', 'open'])
      await transition(
        systemGrant(door, step as TransitionName),
        id,
        { note: '注' },
        null,
        async () => null
      )
    return async () => {
      await execute(sql`delete from core__timeline where record = ${id}`)
    }
  })
  const findings = async () =>
    (await verifyTimelines()).findings
      .filter(({ record }) => record === id)
      .map(({ kind, n }) => `${kind} ${n}`)

  test('finds nothing where nobody has been at it', async ({ assert }) => {
    assert.deepEqual(await findings(), [])
    assert.isAtLeast((await verifyTimelines()).lines, 3)
  })

  test('finds a changed line, and that one alone', async ({ assert }) => {
    await execute(sql`update core__timeline set note = ${'另'} where record = ${id} and n = 2`)
    assert.deepEqual(await findings(), ['changed 2'])
  })

  test('finds a missing line', async ({ assert }) => {
    await execute(sql`delete from core__timeline where record = ${id} and n = 1`)
    assert.deepEqual(await findings(), ['missing 1'])
  })

  test('finds an end that was cut off, and a state nobody led to', async ({ assert }) => {
    await execute(sql`delete from core__timeline where record = ${id} and n = 3`)
    assert.deepEqual(await findings(), ['state 2'])
  })

  test('finds a line that was moved to another record', async ({ assert }) => {
    const door = getResource('lifecycle.doors')
    const { id: other } = await create(systemGrant(door, 'create'), { name: '窗' })
    await execute(sql`update core__timeline set record = ${other} where record = ${id} and n = 1`)
    const { findings: all } = await verifyTimelines()
    assert.isTrue(all.some(({ record, kind }) => record === other && kind === 'changed'))
    await execute(sql`delete from core__timeline where record = ${other}`)
  })
})
