/** An order leaves nothing to chance: it ends with the id, unless no two records can be equal in it. */
import { test } from '@japa/runner'
import { systemGrant } from '#app/access/grant.ts'
import { name, sql } from '#app/database/sql.ts'
import { execute } from '#app/database/store.ts'
import { makeResources } from '#tests/functional/exam_resource.ts'
import { defineResource } from '../define_resource.ts'
import { belongsTo, integer, string } from '../fields/builders.ts'
import { create } from '../operations/create.ts'
import { getResource } from '../registry.ts'
import { Compiler } from './compiler.ts'
import { orderBy } from './order.ts'
import { parseQuery } from './query.ts'

const makers = defineResource('orders.makers', { fields: { word: string() }, title: 'word' })
const wares = defineResource('orders.wares', {
  fields: {
    code: string({ required: true, unique: true }),
    serial: string({ unique: true }),
    added: string({ required: true, unique: true }),
    rank: integer({ required: true }),
    maker: belongsTo('orders.makers', { required: true, unique: true }),
  },
  title: 'code',
})

test.group('The order of a list', (group) => {
  group.setup(async () => {
    await makeResources(makers, wares)
    const make = async (resource: string, values: object) =>
      (await create(systemGrant(getResource(resource), 'create'), values)).id
    for (const code of ['a', 'b']) {
      const maker = await make('orders.makers', { word: '同名' })
      await make('orders.wares', { code, added: code, rank: 1, maker })
    }
    // As rows are that were there before the field.
    await execute(sql`update ${name('orders__wares')} set added = null`)
  })

  async function orderOf(query: object): Promise<string> {
    const { actor, resource, rules } = systemGrant(getResource('orders.wares'), 'list')
    const compiler = new Compiler(actor)
    const source = compiler.source(resource, rules)
    return (await orderBy(compiler, source, parseQuery(query))).text.replaceAll('`', '')
  }
  const by = (field: string, order = 'asc') => ({ sorters: [{ field, order }] })

  test('by a value that nobody else can have is that', async ({ assert }) => {
    assert.equal(await orderOf(by('code')), 't0.code asc')
    assert.equal(await orderOf(by('code', 'desc')), 't0.code desc')
  })

  test('by any other ends with the id, in its direction', async ({ assert }) => {
    assert.equal(await orderOf({}), 't0.id desc')
    for (const field of ['rank', 'serial', 'added', 'maker', 'maker.word'])
      for (const order of ['asc', 'desc'])
        assert.match(await orderOf(by(field, order)), new RegExp(`, t0\\.id ${order}$`), field)
  })

  test('in the recycle bin, where values may repeat, ends with the id', async ({ assert }) => {
    assert.equal(await orderOf({ ...by('code'), deleted: 'only' }), 't0.code asc, t0.id asc')
  })
})
