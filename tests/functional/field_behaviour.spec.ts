/** What single field types do beyond keeping a value: numbers, results, relations, rules between fields. */
import { test } from '@japa/runner'
import type { FieldDefinition } from '@xinglin/contracts'
import { systemGrant } from '#app/access/grant.ts'
import { name, sql } from '#app/database/sql.ts'
import { execute, rows } from '#app/database/store.ts'
import { Refusal, type Problem } from '#app/errors/refusal.ts'
import {
  belongsTo,
  choice,
  computed,
  date,
  decimal,
  hasMany,
  integer,
  manyToMany,
  money,
  parent,
  sequence,
  string,
} from '#app/resources/fields/builders.ts'
import { defineResource } from '#app/resources/define_resource.ts'
import { modelOf, useModel } from '#app/resources/model.ts'
import { create } from '#app/resources/operations/create.ts'
import { find } from '#app/resources/operations/find.ts'
import { update } from '#app/resources/operations/update.ts'
import { getResource } from '#app/resources/registry.ts'
import { makeResources } from './exam_resource.ts'

const WARDS = 'exam.wards'
const ORDERS = 'exam.orders'
const LINES = 'exam.lines'

const wards = defineResource(WARDS, {
  fields: { title: string({ required: true, unique: true }), above: parent() },
  title: 'title',
})
const orders = defineResource(ORDERS, {
  fields: {
    no: sequence('CF{yyyyMMdd}{0001}'),
    kind: choice({ options: [{ value: 'plain' }, { value: 'urgent' }], default: 'plain' }),
    reason: string({
      requiredWhen: [{ field: 'kind', operator: 'eq', value: 'urgent' }],
      visibleWhen: [{ field: 'kind', operator: 'ne', value: 'plain' }],
    }),
    ward: belongsTo(WARDS),
    openWard: belongsTo(WARDS, {
      filters: [{ field: 'title', operator: 'startswith', value: '开放' }],
    }),
    watchers: manyToMany(WARDS),
    born: date(),
    age: computed({
      as: 'integer',
      expression: { op: 'years', args: [{ field: 'born' }, '2026-11-25'] },
    }),
    lines: hasMany(LINES, { mappedBy: 'order', subTable: true }),
  },
  title: 'no',
})
const lines = defineResource(LINES, {
  fields: {
    order: belongsTo(ORDERS, { required: true, onDelete: 'cascade' }),
    drug: string({ required: true, max: 20 }),
    qty: integer({ required: true, min: 1, max: 99 }),
    dose: decimal({ scale: 3, default: '0.125' }),
    price: money({ default: 1250 }),
    ward: belongsTo(WARDS),
    total: computed({
      as: 'money',
      expression: { op: 'mul', args: [{ field: 'price' }, { field: 'qty' }] },
    }),
    perDay: computed({
      as: 'decimal',
      scale: 2,
      expression: { op: 'mul', args: [{ field: 'dose' }, { field: 'qty' }, 3] },
    }),
    word: computed({
      as: 'string',
      expression: { op: 'concat', args: [{ field: 'drug' }, ' × ', { field: 'qty' }] },
    }),
  },
  title: 'drug',
  unique: [['order', 'drug']],
})

const make = (resource: string, values: object) =>
  create(systemGrant(getResource(resource), 'create'), values)
const read = async (resource: string, id: string) =>
  (await find(systemGrant(getResource(resource), 'read'), id)).data
const change = (resource: string, id: string, values: object, version: number) =>
  update(systemGrant(getResource(resource), 'update'), id, values, version)

async function problemsOf(work: () => Promise<unknown>): Promise<readonly Problem[]> {
  try {
    await work()
  } catch (error) {
    if (error instanceof Refusal) return error.problems
    throw error
  }
  return []
}
const codes = (problems: readonly Problem[]) =>
  problems.map(({ code, field }) => `${code} ${field}`).sort()

test.group('Field behaviour', (group) => {
  group.setup(async () => {
    await makeResources(wards, orders, lines)
  })

  test('sequence: twenty at once get twenty numbers in a row', async ({ assert }) => {
    const { id: first } = await make(ORDERS, {})
    const start = String((await read(ORDERS, first)).no)
    assert.match(start, /^CF\d{8}\d{4}$/)
    const made = await Promise.all(Array.from({ length: 20 }, () => make(ORDERS, {})))
    const numbers = await Promise.all(
      made.map(async ({ id }) => String((await read(ORDERS, id)).no))
    )
    const counts = numbers.map((no) => Number(no.slice(10))).sort((a, b) => a - b)
    assert.equal(new Set(counts).size, 20)
    assert.equal(counts[0], Number(start.slice(10)) + 1)
  })

  test('sequence: the counter outgrows its width', async ({ assert }) => {
    await execute(sql`update core__sequences set value = 9999 where name = ${`${ORDERS}.no`}`)
    const { id } = await make(ORDERS, {})
    assert.match(String((await read(ORDERS, id)).no), /^CF\d{8}10000$/)
  })

  test('sequence and computed fields cannot be sent', async ({ assert }) => {
    const sent = { no: 'X', age: 1 }
    assert.deepEqual(codes(await problemsOf(() => make(ORDERS, sent))), [
      'E_UNKNOWN_FIELD age',
      'E_UNKNOWN_FIELD no',
    ])
  })

  test('sequence: a pattern without a counter stops the boot', ({ assert }) => {
    const define = () =>
      defineResource('exam.bad', { fields: { no: sequence('CF{yyyy}') }, title: 'no' })
    assert.throws(define, /field "no".*one counter/)
  })

  test('computed: exact, rounded to the scale, and renewed with what it depends on', async ({
    assert,
  }) => {
    const { id: order } = await make(ORDERS, { born: '2000-11-26' })
    assert.equal((await read(ORDERS, order)).age, 25)
    const { id } = await make(LINES, { order, drug: '叶酸片', qty: 3 })
    const line = await read(LINES, id)
    assert.equal(line.total, 3750)
    assert.equal(line.perDay, '1.13')
    assert.equal(line.word, '叶酸片 × 3')
    await change(LINES, id, { qty: 4 }, 1)
    const after = await read(LINES, id)
    assert.deepEqual([after.total, after.perDay, after.word], [5000, '1.50', '叶酸片 × 4'])
    await change(LINES, id, { price: null }, 2)
    assert.isNull((await read(LINES, id)).total)
  })

  test('computed: a result its column cannot hold refuses the write', async ({ assert }) => {
    const { id: order } = await make(ORDERS, {})
    const huge = { order, drug: 'x', qty: 99, price: 9_007_199_254_740_991 }
    assert.deepEqual(codes(await problemsOf(() => make(LINES, huge))), ['E_RANGE total'])
  })

  test('computed: may use only fields defined before it', ({ assert }) => {
    const twice: FieldDefinition = {
      type: 'computed',
      as: 'integer',
      expression: { op: 'mul', args: [{ field: 'later' }, 2] },
    }
    const define = () =>
      defineResource('exam.bad', { fields: { twice, later: integer() }, title: 'twice' })
    assert.throws(define, /field "twice".*no field "later"/)
  })

  test('requiredWhen, visibleWhen: an invisible field is kept and not required', async ({
    assert,
  }) => {
    const missing = await problemsOf(() => make(ORDERS, { kind: 'urgent' }))
    assert.deepEqual(codes(missing), ['E_REQUIRED reason'])
    const { id } = await make(ORDERS, { kind: 'urgent', reason: '胎心异常' })
    await change(ORDERS, id, { kind: 'plain' }, 1)
    assert.equal((await read(ORDERS, id)).reason, '胎心异常')
    await change(ORDERS, id, { reason: null }, 2)
    const turned = await problemsOf(() => change(ORDERS, id, { kind: 'urgent' }, 3))
    assert.deepEqual(codes(turned), ['E_REQUIRED reason'])
  })

  test('a condition that names no field of the record stops the boot', ({ assert }) => {
    const reason = string({ requiredWhen: [{ field: 'sort', operator: 'nnull' }] })
    const define = () => defineResource('exam.bad', { fields: { reason }, title: 'reason' })
    assert.throws(define, /field "reason".*"sort"/)
  })

  test('every problem at once, with what would have been right', async ({ assert }) => {
    const { id: order } = await make(ORDERS, {})
    const sent = { order, qty: 100, dose: 0.5, price: 'x', strange: 1 }
    const problems = await problemsOf(() => make(LINES, sent))
    assert.deepEqual(codes(problems), [
      'E_RANGE qty',
      'E_REQUIRED drug',
      'E_TYPE dose',
      'E_TYPE price',
      'E_UNKNOWN_FIELD strange',
    ])
    assert.deepEqual(problems.find(({ field }) => field === 'qty')!.meta, { min: 1, max: 99 })
    const long = await problemsOf(() => make(LINES, { order, drug: '药'.repeat(21), qty: 1 }))
    assert.deepEqual(long, [{ code: 'E_LENGTH', field: 'drug', meta: { max: 20 } }])
  })

  test('a taken key is named', async ({ assert }) => {
    await make(WARDS, { title: '产一区' })
    assert.deepEqual(codes(await problemsOf(() => make(WARDS, { title: '产一区 ' }))), [
      'E_UNIQUE title',
    ])
    const { id: order } = await make(ORDERS, {})
    await make(LINES, { order, drug: 'a', qty: 1 })
    const [problem] = await problemsOf(() => make(LINES, { order, drug: 'a', qty: 2 }))
    assert.deepEqual(problem, {
      code: 'E_UNIQUE',
      field: 'order',
      meta: { fields: ['order', 'drug'] },
    })
  })

  test('relations: ids in, id and label out; strangers refused', async ({ assert }) => {
    const { id: a } = await make(WARDS, { title: '儿科' })
    const { id: b } = await make(WARDS, { title: '新生儿', above: a })
    const { id } = await make(ORDERS, { ward: a, watchers: [b, a] })
    const order = await read(ORDERS, id)
    assert.deepEqual(order.ward, { id: a, label: '儿科' })
    assert.deepEqual(order.watchers, [
      { id: b, label: '新生儿' },
      { id: a, label: '儿科' },
    ])
    assert.deepEqual((await read(WARDS, b)).above, { id: a, label: '儿科' })
    const nobody = '01900000-0000-7000-8000-000000000000'
    const wrong = await problemsOf(() => make(ORDERS, { ward: nobody, watchers: [a, nobody] }))
    assert.deepEqual(codes(wrong), ['E_RELATION ward', 'E_RELATION watchers'])
    for (const value of [1, '1', { id: a }, [a], a.toUpperCase()])
      assert.lengthOf(await problemsOf(() => make(ORDERS, { ward: value })), 1)
  })

  test('belongsTo: only records that its filters allow', async ({ assert }) => {
    const { id: open } = await make(WARDS, { title: '开放一区' })
    const { id: closed } = await make(WARDS, { title: '封闭一区' })
    assert.deepEqual(await problemsOf(() => make(ORDERS, { openWard: open })), [])
    const refused = await problemsOf(() => make(ORDERS, { openWard: closed }))
    assert.deepEqual(codes(refused), ['E_RELATION openWard'])
  })

  test('parent: never below itself', async ({ assert }) => {
    const { id: top } = await make(WARDS, { title: 'top' })
    const { id: low } = await make(WARDS, { title: 'low', above: top })
    const round = await problemsOf(() => change(WARDS, top, { above: low }, 1))
    assert.deepEqual(codes(round), ['E_RELATION above'])
    assert.deepEqual(codes(await problemsOf(() => change(WARDS, top, { above: top }, 1))), [
      'E_RELATION above',
    ])
  })
})

test.group('Sub-tables', (group) => {
  group.setup(async () => {
    await makeResources(wards, orders, lines)
  })

  async function orderWithLines(...drugs: string[]) {
    const rowsSent = drugs.map((drug) => ({ drug, qty: 1 }))
    const { id } = await make(ORDERS, { lines: rowsSent })
    const order = await read(ORDERS, id)
    return { id, lines: order.lines as { id: string; drug: string; qty: number }[] }
  }

  test('rows are kept, changed, added and removed as one list', async ({ assert }) => {
    const order = await orderWithLines('a', 'b')
    const [a] = order.lines
    await change(
      ORDERS,
      order.id,
      {
        lines: [
          { ...a, qty: 5 },
          { drug: 'c', qty: 2 },
        ],
      },
      1
    )
    const after = await read(ORDERS, order.id)
    const shown = (after.lines as Record<string, unknown>[]).map(({ drug, qty }) => [drug, qty])
    assert.deepEqual(shown, [
      ['a', 5],
      ['c', 2],
    ])
    assert.equal(after.version, 2)
    const left = await rows(
      sql`select drug from ${name('exam__lines')} where order_id = ${order.id} and live = '' order by drug`
    )
    assert.deepEqual(
      left.map(({ drug }) => drug),
      ['a', 'c']
    )
  })

  test('a row comes back as it was read, relations included', async ({ assert }) => {
    const { id: ward } = await make(WARDS, { title: '产房' })
    const { id } = await make(ORDERS, { lines: [{ drug: 'a', qty: 1, ward }] })
    const order = await read(ORDERS, id)
    await change(ORDERS, id, { lines: order.lines }, 1)
    assert.deepEqual((await read(ORDERS, id)).lines, order.lines)
  })

  test('problems say which row, and nothing is written', async ({ assert }) => {
    const order = await orderWithLines('a')
    const sent = [{ ...order.lines[0], qty: 0 }, { drug: 'b' }, 7]
    const problems = await problemsOf(() => change(ORDERS, order.id, { lines: sent }, 1))
    assert.deepEqual(codes(problems), [
      'E_RANGE lines.0.qty',
      'E_REQUIRED lines.1.qty',
      'E_TYPE lines.2',
    ])
    assert.equal((await read(ORDERS, order.id)).version, 1)
  })

  test("somebody else's row cannot be taken", async ({ assert }) => {
    const mine = await orderWithLines('a')
    const theirs = await orderWithLines('b')
    const sent = [{ id: theirs.lines[0]!.id, drug: 'stolen', qty: 1 }]
    const problems = await problemsOf(() => change(ORDERS, mine.id, { lines: sent }, 1))
    assert.deepEqual(codes(problems), ['E_RELATION lines.0.id'])
    assert.equal(((await read(ORDERS, theirs.id)).lines as { drug: string }[])[0]!.drug, 'b')
  })
})

test.group('Models', (group) => {
  group.setup(async () => {
    await makeResources(wards, orders, lines)
  })

  test('relations load by name, without the deleted', async ({ assert }) => {
    class Order extends modelOf(orders) {}
    const { id: ward } = await make(WARDS, { title: '产二区' })
    const { id: watcher } = await make(WARDS, { title: '护士站', above: ward })
    const { id } = await make(ORDERS, {
      ward,
      watchers: [watcher],
      lines: [
        { drug: 'a', qty: 1 },
        { drug: 'b', qty: 1 },
      ],
    })
    const [first] = (await read(ORDERS, id)).lines as object[]
    await change(ORDERS, id, { lines: [first] }, 1)
    const order = await Order.query()
      .where('id', id)
      .preload('ward')
      .preload('watchers')
      .preload('lines')
      .firstOrFail()
    // Relations to undeclared resources have no types.
    const loaded = order.$preloaded as Record<string, any>
    assert.equal(order.wardId, ward)
    assert.equal(loaded.ward.title, '产二区')
    assert.equal(loaded.watchers[0].aboveId, ward)
    assert.deepEqual(
      loaded.lines.map((line: { drug: string }) => line.drug),
      ['a']
    )
  })

  test('an accessor named like a field is refused', ({ assert }) => {
    class Ward extends modelOf(wards) {
      get title() {
        return 'never asked'
      }
    }
    assert.throws(() => useModel(WARDS, Ward), /accessor "title"/)
  })
})
