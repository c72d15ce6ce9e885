/** An order that leaves nothing to chance: page after page shows every record once. */
import { test } from '@japa/runner'
import { systemGrant } from '#app/access/grant.ts'
import { name, sql } from '#app/database/sql.ts'
import { execute } from '#app/database/store.ts'
import { makeResources } from '#tests/functional/exam_resource.ts'
import { defineResource } from '../define_resource.ts'
import { belongsTo, integer, string } from '../fields/builders.ts'
import { create } from '../operations/create.ts'
import { list } from '../operations/list.ts'
import { getResource } from '../registry.ts'
import { parseQuery } from './query.ts'

const makers = defineResource('orders.makers', { fields: { word: string() }, title: 'word' })
const wares = defineResource('orders.wares', {
  fields: {
    code: string({ required: true, unique: true }),
    added: string({ required: true, unique: true }),
    rank: integer(),
    maker: belongsTo('orders.makers', { required: true }),
  },
  unique: [['maker']],
  title: 'code',
})
const COUNT = 60

test.group('The order of a list', (group) => {
  group.setup(async () => {
    await makeResources(makers, wares)
    const make = async (resource: string, values: object) =>
      (await create(systemGrant(getResource(resource), 'create'), values)).id
    for (let i = 0; i < COUNT; i++) {
      const maker = await make('orders.makers', { word: '同名' })
      await make('orders.wares', { code: `${i}`, added: `${i}`, rank: 1, maker })
    }
    // As rows are that were there before the field.
    await execute(sql`update ${name('orders__wares')} set added = null`)
  })

  for (const field of ['code', 'added', 'rank', 'maker'])
    for (const order of ['asc', 'desc'])
      test(`by ${field}, ${order}: every record once`, async ({ assert }) => {
        const grant = systemGrant(getResource('orders.wares'), 'list')
        const shown: unknown[] = []
        for (let page = 1; page <= COUNT / 10; page++) {
          const query = parseQuery({ page, pageSize: 10, sorters: [{ field, order }] })
          shown.push(...(await list(grant, query)).data.map(({ id }) => id))
        }
        assert.lengthOf(new Set(shown), COUNT)
      })
})
