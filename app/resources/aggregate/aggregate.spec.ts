import { test } from '@japa/runner'
import { systemGrant } from '#app/access/grant.ts'
import { sql } from '#app/database/sql.ts'
import { dialect, execute } from '#app/database/store.ts'
import { toStored } from '#app/database/instant.ts'
import { clientOf, makePerson, makeRole, type Client } from '#tests/people.ts'
import { makeResources } from '#tests/functional/exam_resource.ts'
import { belongsTo, choice, datetime, decimal, integer, money, string } from '../fields/builders.ts'
import { defineResource } from '../define_resource.ts'
import { aggregate } from '../operations/aggregate.ts'
import { createRecords } from '../operations/create_records.ts'
import type { Resource } from '../resource.ts'
import { parseAggregate } from './request.ts'

const DRUGS = '/api/resources/dictionary.drugs'
const visits = defineResource('tally.visits', {
  fields: {
    no: string({ required: true, max: 20 }),
    kind: choice({ options: [{ value: 'a' }, { value: 'b' }] }),
    at: datetime(),
    amount: money(),
    dose: decimal({ scale: 3 }),
    count: integer(),
    department: belongsTo('core.departments'),
  },
  title: 'no',
})

interface Visit {
  kind?: 'a' | 'b'
  at?: string
  amount?: number
  dose?: string
  count?: number
}

let number = 0

test.group('aggregate', (group) => {
  let resource: Resource
  group.setup(async () => {
    ;[resource] = (await makeResources(visits)) as [Resource]
  })
  group.each.setup(async () => {
    await execute(sql`delete from tally__visits`)
  })

  const plant = (list: Visit[]) =>
    createRecords(
      'tally.visits',
      list.map((visit) => ({ no: `V${++number}`, ...visit }))
    )
  const ask = async (request: Record<string, unknown>) =>
    (await aggregate(systemGrant(resource, 'aggregate'), parseAggregate(request))).data

  test('without groups it is one line, also over nothing', async ({ assert }) => {
    const metrics = [
      { fn: 'count' },
      { fn: 'sum', field: 'amount' },
      { fn: 'avg', field: 'dose' },
      { fn: 'min', field: 'at' },
    ]
    assert.deepEqual(await ask({ metrics }), [
      { group: {}, values: { 'count': 0, 'sum.amount': null, 'avg.dose': null, 'min.at': null } },
    ])
  })

  test('decimals and amounts are exact, however many and large', async ({ assert }) => {
    const largest = 9_007_199_254_740_991
    await plant([
      { amount: largest, dose: '0.100', count: 1 },
      { amount: largest, dose: '0.200', count: 2 },
      { amount: largest, dose: '-999999999999.999', count: -5 },
      {},
    ])
    const metrics = ['sum', 'avg', 'min', 'max'].flatMap((fn) =>
      ['amount', 'dose', 'count'].map((field) => ({ fn, field }))
    )
    const [line] = await ask({ metrics: [...metrics.slice(0, 6)] })
    assert.deepEqual(line!.values, {
      'sum.amount': String(3n * BigInt(largest)),
      'sum.dose': '-999999999999.699',
      'sum.count': -2,
      'avg.amount': `${largest}.00`,
      // -999999999999.699 / 3, half away from zero
      'avg.dose': '-333333333333.23300',
      'avg.count': '-0.67',
    })
    const [range] = await ask({ metrics: metrics.slice(6) })
    assert.deepEqual(range!.values, {
      'min.amount': largest,
      'min.dose': '-999999999999.999',
      'min.count': -5,
      'max.amount': largest,
      'max.dose': '0.200',
      'max.count': 2,
    })
  })

  test('a sum beyond 64 bits is exact as well', async ({ assert }) => {
    const largest = 9_007_199_254_740_991
    await plant([{ amount: largest }])
    // Doubled eleven times: 2048 rows.
    for (let i = 0; i < 11; i++) {
      const fresh = dialect() === 'mysql' ? sql`uuid()` : sql`lower(hex(randomblob(16)))`
      await execute(
        sql`insert into tally__visits (id, version, created_at, updated_at, live, no, amount)
          select ${fresh}, 1, created_at, updated_at, '', no, amount from tally__visits`
      )
    }
    const [line] = await ask({ metrics: [{ fn: 'sum', field: 'amount' }] })
    assert.equal(line!.values['sum.amount'], String(2048n * BigInt(largest)))
  })

  test('days, weeks, months and years are the hospital’s, weeks begin on Monday', async ({
    assert,
  }) => {
    const times = [
      '2026-11-22T15:59:59.999Z', // Sunday 23:59:59.999 in Shanghai
      '2026-11-22T16:00:00.000Z', // Monday 00:00
      '2026-11-29T15:59:59.999Z', // the Sunday of that week
      '2026-12-31T16:00:00.000Z', // New Year
    ]
    await plant([...times.map((at) => ({ at })), {}])
    const by = async (period: string) =>
      (await ask({ metrics: [{ fn: 'count' }], groupBy: [{ field: 'at', by: period }] })).map(
        ({ group: { at }, values }) => [at, values.count]
      )
    assert.deepEqual(await by('day'), [
      [null, 1],
      ['2026-11-22', 1],
      ['2026-11-23', 1],
      ['2026-11-29', 1],
      ['2027-01-01', 1],
    ])
    assert.deepEqual(await by('week'), [
      [null, 1],
      ['2026-11-16', 1],
      ['2026-11-23', 2],
      ['2026-12-28', 1],
    ])
    assert.deepEqual(await by('month'), [
      [null, 1],
      ['2026-11', 3],
      ['2027-01', 1],
    ])
    assert.deepEqual(await by('year'), [
      [null, 1],
      ['2026', 3],
      ['2027', 1],
    ])
  })

  test('weeks agree with a calendar over two years of days', async ({ assert }) => {
    const day = 86_400_000
    const start = Date.UTC(2025, 11, 20)
    const days = Array.from({ length: 60 }, (_, i) => start + i * day * 13)
    const stored = (ms: number) => toStored(new Date(ms).toISOString())
    await plant(days.map(() => ({})))
    const expected = new Set<string>()
    for (const [i, ms] of days.entries()) {
      await execute(
        sql`update tally__visits set at = ${stored(ms)} where no = ${`V${number - days.length + 1 + i}`}`
      )
      const local = new Date(ms + 8 * 3_600_000)
      const sinceMonday = (local.getUTCDay() + 6) % 7
      expected.add(new Date(local.getTime() - sinceMonday * day).toISOString().slice(0, 10))
    }
    const lines = await ask({ metrics: [{ fn: 'count' }], groupBy: [{ field: 'at', by: 'week' }] })
    assert.deepEqual(
      lines.map(({ group: { at } }) => at),
      [...expected].sort()
    )
  })

  test('groups by several fields and filters like a list', async ({ assert }) => {
    await plant([
      { kind: 'a', amount: 1, count: 1 },
      { kind: 'a', amount: 2, count: 1 },
      { kind: 'b', amount: 4, count: 1 },
      { kind: 'b', amount: 8, count: 2 },
      { amount: 16, count: 2 },
    ])
    const lines = await ask({
      metrics: [
        { fn: 'sum', field: 'amount' },
        { fn: 'count', field: 'kind' },
      ],
      groupBy: [{ field: 'count' }, { field: 'kind' }],
      filters: [{ field: 'amount', operator: 'gt', value: 1 }],
    })
    assert.deepEqual(
      lines.map(({ group: { count, kind }, values }) => [
        count,
        kind,
        values['sum.amount'],
        values['count.kind'],
      ]),
      [
        [1, 'a', 2, 1],
        [1, 'b', 4, 1],
        [2, null, 16, 0],
        [2, 'b', 8, 1],
      ]
    )
  })

  test('refuses what makes no sense', async ({ assert }) => {
    const count = [{ fn: 'count' }]
    const wrong: Record<string, unknown>[] = [
      {},
      { metrics: [] },
      { metrics: 'x' },
      { metrics: [{ fn: 'sum' }] },
      { metrics: [{ fn: 'median', field: 'amount' }] },
      { metrics: [{ fn: 'sum', field: 'kind' }] },
      { metrics: [{ fn: 'sum', field: 'nothing' }] },
      { metrics: [{ fn: 'count', field: 'amount) from core__users --' }] },
      { metrics: count, groupBy: [{ field: 'kind', by: 'day' }] },
      { metrics: count, groupBy: [{ field: 'at', by: 'hour' }] },
      { metrics: count, groupBy: [{ field: 'kind' }, { field: 'kind' }] },
      { metrics: Array.from({ length: 11 }, () => ({ fn: 'count' })) },
      { metrics: count, groupBy: ['kind', 'at', 'amount', 'count'].map((field) => ({ field })) },
    ]
    for (const request of wrong) await assert.rejects(() => ask(request), /E_INVALID_QUERY/)
  })
})

test.group('GET /api/resources/:resource/aggregate', () => {
  const query = (metrics: unknown, groupBy?: unknown, filters?: unknown) =>
    `${DRUGS}/aggregate?${new URLSearchParams({
      metrics: JSON.stringify(metrics),
      ...(groupBy ? { groupBy: JSON.stringify(groupBy) } : {}),
      ...(filters ? { filters: JSON.stringify(filters) } : {}),
    })}`

  async function personWith(admin: Client, grants: readonly object[]): Promise<Client> {
    const login = `counter-${process.pid}-${++number}`
    // One role for each grant: fields and rows come together only from the same role.
    const roles: string[] = []
    for (const [i, grant] of grants.entries())
      roles.push(
        await makeRole(admin, `${login}-${i}`, [
          { resource: 'dictionary.drugs', action: 'aggregate', ...grant },
        ])
      )
    await makePerson(admin, login, roles)
    return clientOf(login)
  }

  test('needs the action aggregate; reading is not enough', async ({ assert }) => {
    const admin = await clientOf('admin')
    const reader = await personWith(admin, [{ action: 'list' }])
    assert.equal((await reader('GET', query([{ fn: 'count' }]))).status, 403)
    const patient = await clientOf('patient')
    assert.equal((await patient('GET', query([{ fn: 'count' }]))).status, 404)
  })

  test('hidden rows are not counted, hidden cells are empty, also as groups', async ({
    assert,
  }) => {
    const admin = await clientOf('admin')
    const form = `AG${process.pid}${++number}`
    const prices = { herb: 100, western: 7000 }
    for (const kind of ['herb', 'western'] as const)
      for (let i = 0; i < 2; i++)
        await admin('POST', DRUGS, {
          code: `AG-${process.pid}-${++number}`,
          genericName: 'x',
          kind,
          form,
          unit: `unit-${kind}`,
          price: prices[kind],
        })
    const ours = [{ field: 'form', operator: 'eq', value: form }]
    const herbs = [{ field: 'kind', operator: 'eq', value: 'herb' }]

    const herbalist = await personWith(admin, [{ scope: herbs }])
    const seen = await herbalist(
      'GET',
      query([{ fn: 'count' }, { fn: 'sum', field: 'price' }], undefined, ours)
    )
    assert.deepEqual(seen.body.data, [{ group: {}, values: { 'count': 2, 'sum.price': 200 } }])

    const partly = await personWith(admin, [
      { readFields: ['form', 'kind'] },
      { readFields: ['price', 'unit'], scope: herbs },
    ])
    const metrics = [{ fn: 'count' }, { fn: 'sum', field: 'price' }, { fn: 'max', field: 'price' }]
    const answer = await partly('GET', query(metrics, [{ field: 'unit' }], ours))
    assert.deepEqual(answer.body.data, [
      { group: { unit: null }, values: { 'count': 2, 'sum.price': null, 'max.price': null } },
      { group: { unit: 'unit-herb' }, values: { 'count': 2, 'sum.price': 200, 'max.price': 100 } },
    ])

    const blind = await personWith(admin, [{ readFields: ['form'] }])
    const hidden = await blind('GET', query([{ fn: 'sum', field: 'price' }], undefined, ours))
    const absent = await blind('GET', query([{ fn: 'sum', field: 'nothing' }], undefined, ours))
    assert.equal(hidden.status, 400)
    assert.deepEqual(hidden.body.errors[0].code, absent.body.errors[0].code)
  })

  test('groups of a relation are shown with their label', async ({ assert }) => {
    const admin = await clientOf('admin')
    const answer = await admin(
      'GET',
      `/api/resources/core.departments/aggregate?metrics=[{"fn":"count"}]&groupBy=[{"field":"parent"}]`
    )
    assert.isTrue(
      answer.body.data.some(
        ({ group }: { group: { parent: { label: string } | null } }) =>
          group.parent?.label === '杏林妇幼保健院'
      )
    )
  })
})
