/** An import is undone row by row: one that cannot go back does not keep the others from it. */
import { test } from '@japa/runner'
import { MANAGING_ACTIONS } from '@xinglin/contracts'
import { sql } from '#app/database/sql.ts'
import { row } from '#app/database/store.ts'
import { defineResource } from '#app/resources/define_resource.ts'
import { integer, string } from '#app/resources/fields/builders.ts'
import { makeResources } from '#tests/functional/exam_resource.ts'
import { clientOf, makePerson, makeRole, type Client } from '#tests/people.ts'
import { bearer, ended, importTable } from '#tests/transfers.ts'

const goods = defineResource('undo.goods', {
  fields: {
    code: string({ required: true, unique: true }),
    barcode: string({ unique: true }),
    stock: integer(),
  },
  title: 'code',
})
const PLAN = {
  mapping: { 编码: 'code', 条码: 'barcode', 库存: 'stock' },
  mode: 'upsert',
  key: 'code',
}
const csv = (...lines: string[]) => ['编码,条码,库存', ...lines].join('\r\n')
const stored = (code: string) =>
  row(sql`select barcode, stock from undo__goods where code = ${code} and live = ''`)

test.group('Undo of an import', (group) => {
  let keeper: Client
  let headers: Record<string, string>

  group.setup(async () => {
    await makeResources(goods)
    const admin = await clientOf('admin')
    const grants = MANAGING_ACTIONS.map((action) => ({ resource: goods.name, action }))
    const role = await makeRole(admin, `undo-${Date.now()}`, grants)
    const { login } = await makePerson(admin, `undo-${Date.now()}`, [role])
    ;[keeper, headers] = [await clientOf(login), await bearer(login)]
  })

  test('leaves a row whose former value is another record’s by now, and puts back the rest', async ({
    assert,
  }) => {
    await importTable(keeper, headers, goods.name, csv('A,1,10', 'B,2,10', 'C,3,10'), PLAN)
    const changed = csv('A,1,20', 'B,22,20', 'C,3,20')
    const job = await importTable(keeper, headers, goods.name, changed, PLAN)
    assert.deepInclude(job.result, { updated: 3 })
    const taker = { code: 'D', barcode: '2' }
    assert.equal((await keeper('POST', `/api/resources/${goods.name}`, taker)).status, 201)

    assert.equal((await keeper('POST', `/api/jobs/${job.id}/undo`)).status, 202)
    const undone = await ended(keeper, job.id)
    assert.equal(undone.state, 'undone')
    assert.deepInclude(undone.result, { restored: 2, conflicts: 1 })
    assert.deepInclude(undone.result.kept[0], { row: 3, reason: 'taken' })
    assert.deepInclude(await stored('A'), { stock: 10 })
    assert.deepInclude(await stored('B'), { barcode: '22', stock: 20 })
    assert.deepInclude(await stored('C'), { stock: 10 })
  })
})
