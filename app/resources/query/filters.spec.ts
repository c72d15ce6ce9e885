/** The compiler against the plain meaning of filters in contracts, on tables of awkward values. */
import { test } from '@japa/runner'
import fc from 'fast-check'
import { matches, type Filter, type Operator } from '@xinglin/contracts'
import { systemGrant } from '#app/access/grant.ts'
import { createRecords } from '../operations/create_records.ts'
import { list } from '../operations/list.ts'
import { getResource } from '../registry.ts'
import { parseQuery } from './query.ts'

const MARK = `F${Date.now()}`
const TEXTS = ['a', 'A', 'ab%', 'a_b', '妊娠', 'É', 'é', '\\', "'", '100', '[x]', 'a*b', 'K', null]
const PRICES = [0, 1, -1, 99, 9_007_199_254_740_991, null]

type Record_ = { [field: string]: unknown }

async function records(): Promise<Record_[]> {
  await createRecords(
    'dictionary.items',
    TEXTS.flatMap((note, i) =>
      PRICES.slice(0, 3 + (i % 3)).map((price, k) => ({
        code: `${MARK}-${i}-${k}`,
        name: MARK,
        kind: i % 2 ? 'lab' : 'exam',
        note,
        price: price === -1 ? 5 : price,
      }))
    )
  )
  const grant = systemGrant(getResource('dictionary.items'), 'list')
  return (
    await list(
      grant,
      parseQuery({ pageSize: 500, filters: [{ field: 'name', operator: 'eq', value: MARK }] })
    )
  ).data
}

const text = fc.constantFrom(
  ...TEXTS.filter((value) => value !== null),
  'B',
  'ab',
  '%',
  '_',
  '娠',
  '*',
  '[',
  '!'
)
const price = fc.constantFrom(0, 1, 5, 99, 100)
const of = (field: string, operators: readonly Operator[], value: fc.Arbitrary<unknown>) =>
  fc.record({ field: fc.constant(field), operator: fc.constantFrom(...operators), value })

const TEXT_OPERATORS = [
  'eq',
  'ne',
  'eqs',
  'nes',
  'lt',
  'lte',
  'gt',
  'gte',
  'contains',
  'ncontains',
  'containss',
  'ncontainss',
  'startswith',
  'nstartswith',
  'startswiths',
  'nstartswiths',
  'endswith',
  'nendswith',
  'endswiths',
  'nendswiths',
] as const
const leaf = fc.oneof(
  of('note', TEXT_OPERATORS, text),
  of('note', ['in', 'nin'], fc.array(text, { maxLength: 4 })),
  of('note', ['between', 'nbetween'], fc.tuple(text, text)),
  of('note', ['null', 'nnull'], fc.constant(true)),
  of('price', ['eq', 'ne', 'lt', 'lte', 'gt', 'gte'], price),
  of('price', ['in', 'nin'], fc.array(price, { maxLength: 3 })),
  of('price', ['between', 'nbetween'], fc.tuple(price, price)),
  of('kind', ['eq', 'ne'], fc.constantFrom('lab', 'exam'))
)
const filter = fc.letrec<{ node: Filter }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'small', maxDepth: 3 },
    leaf,
    fc.record({
      operator: fc.constantFrom('and' as const, 'or' as const),
      value: fc.array(tie('node'), { maxLength: 3 }),
    })
  ),
})).node

test.group('Filters', () => {
  test('SQL finds exactly the records that satisfy the plain meaning', async ({ assert }) => {
    const all = await records()
    assert.isAbove(all.length, 40)
    const grant = systemGrant(getResource('dictionary.items'), 'list')
    await fc.assert(
      fc.asyncProperty(fc.array(filter, { maxLength: 3 }), async (filters) => {
        const query = parseQuery({
          pageSize: 500,
          filters: [{ field: 'name', operator: 'eq', value: MARK }, ...filters],
        })
        const found = new Set((await list(grant, query)).data.map(({ id }) => id))
        for (const record of all) {
          const expected = matches(filters, (path) => record[path])
          if (found.has(record.id) !== expected)
            throw new Error(
              `${JSON.stringify(filters)} on ${JSON.stringify(record)}: expected ${expected}`
            )
        }
      }),
      { numRuns: 300 }
    )
  })
})
