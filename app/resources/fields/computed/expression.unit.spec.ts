import { test } from '@japa/runner'
import fc from 'fast-check'
import {
  checkExpression,
  evaluate,
  exactOf,
  EXPRESSION_LIMITS,
  EXPRESSION_OPERATORS,
  type Expression,
  type ExpressionOperator,
  type Value,
} from '@xinglin/contracts'

const scopeOf = (values: Record<string, Value>) => ({
  field: (name: string) => values[name] ?? null,
  variable: (name: string) => (name === 'today' ? '2026-11-25' : null),
})
const of = (op: ExpressionOperator, ...args: Expression[]) => evaluate({ op, args }, scopeOf({}))

/** Decimal texts with the fraction they stand for, over 10^8: an oracle that shares no code with the interpreter. */
const SCALE = 10n ** 8n
const decimal = fc
  .tuple(fc.bigInt(-(10n ** 9n), 10n ** 9n), fc.integer({ min: 0, max: 8 }))
  .map(([units, scale]) => {
    const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0')
    const whole = digits.slice(0, digits.length - scale)
    const text = scale ? `${whole}.${digits.slice(-scale)}` : whole
    return { text: units < 0n ? `-${text}` : text, units: units * 10n ** BigInt(8 - scale) }
  })

function unitsOf(value: Value): bigint {
  const [whole = '', fraction = ''] = String(value).replace('-', '').split('.')
  const units = BigInt(whole + fraction.padEnd(16, '0'))
  return String(value).startsWith('-') ? -units : units
}

const tree = fc.letrec<{ tree: Expression }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.oneof(
      fc.string(),
      fc.double(),
      fc.boolean(),
      fc.constant(null),
      fc.constantFrom({ field: 'a' }, { field: 'nothing' }, { var: 'today' })
    ),
    fc.record({
      op: fc.constantFrom(...EXPRESSION_OPERATORS),
      args: fc.array(tie('tree'), { minLength: 1, maxLength: 3 }),
    })
  ),
})).tree

test.group('Expressions', () => {
  test('sums and differences of decimals are exact', ({ assert }) => {
    fc.assert(
      fc.property(decimal, decimal, (a, b) => {
        const scale = 10n ** 8n
        assert.equal(unitsOf(of('add', a.text, b.text)), (a.units + b.units) * scale)
        assert.equal(unitsOf(of('sub', a.text, b.text)), (a.units - b.units) * scale)
      })
    )
  })

  test('products are exact, and quotients undo them', ({ assert }) => {
    fc.assert(
      fc.property(decimal, decimal, (a, b) => {
        assert.equal(unitsOf(of('mul', a.text, b.text)), a.units * b.units)
        if (b.units === 0n) return assert.isNull(of('div', a.text, b.text))
        const product = of('mul', a.text, b.text) as Expression
        assert.equal(unitsOf(of('div', product, b.text)), a.units * SCALE)
      })
    )
  })

  test('rounds half away from zero', ({ assert }) => {
    const cases = [
      ['0.125', 2, '0.13'],
      ['-0.125', 2, '-0.13'],
      ['2.5', 0, 3],
      ['-2.5', 0, -3],
      ['1.005', 2, '1.01'],
      ['0.004', 2, 0],
    ] as const
    for (const [value, digits, expected] of cases)
      assert.equal(of('round', value, digits), expected, value)
    assert.equal(of('add', 0.1, 0.2), '0.3')
    assert.equal(of('div', 1, 3), '0.3333333333333333')
  })

  test('decimals compare as numbers, texts as texts', ({ assert }) => {
    const scope = {
      field: (name: string) => exactOf(name === 'nine' ? '9.00' : '12.50'),
      variable: () => null,
    }
    const less = (a: Expression, b: Expression) => evaluate({ op: 'lt', args: [a, b] }, scope)
    assert.isTrue(less({ field: 'nine' }, { field: 'twelve' }))
    assert.isTrue(less({ field: 'nine' }, 12))
    assert.isFalse(less('9.00', '12.50'))
    assert.isTrue(of('eq', '12.50', 12.5))
    assert.isFalse(of('eq', '12.50', '12.5'))
    assert.isFalse(of('eq', 'abc', 0))
  })

  test('what is not there makes arithmetic null, and satisfies no comparison but ne', ({
    assert,
  }) => {
    for (const op of ['add', 'sub', 'mul', 'div'] as const) assert.isNull(of(op, 1, null))
    for (const op of ['lt', 'lte', 'gt', 'gte', 'eq'] as const) assert.isFalse(of(op, 1, null))
    assert.isTrue(of('ne', 1, null))
    assert.isTrue(of('eq', null, { field: 'nothing' }))
    assert.equal(of('coalesce', null, { field: 'nothing' }, 'x'), 'x')
    assert.equal(of('concat', 'a', null, 1.5, true), 'a1.5true')
  })

  test('conditions hold only when true', ({ assert }) => {
    assert.equal(of('if', 1, 'yes', 'no'), 'no')
    assert.equal(of('if', true, 'yes', 'no'), 'yes')
    assert.isFalse(of('and', true, null))
    assert.isTrue(of('or', null, true))
    assert.isTrue(of('not', null))
  })

  test('counts whole years up to the day', ({ assert }) => {
    assert.equal(of('years', '2000-11-25'), 26)
    assert.equal(of('years', '2000-11-26'), 25)
    assert.equal(of('years', '2004-02-29', '2025-02-28'), 20)
    assert.isNull(of('years', 'yesterday'))
  })

  test('every tree has a plain value, and the same one each time', ({ assert }) => {
    fc.assert(
      fc.property(tree, (expression) => {
        const value = evaluate(expression, scopeOf({ a: 7 }))
        assert.isTrue(value === null || ['string', 'number', 'boolean'].includes(typeof value))
        if (typeof value === 'number') assert.isTrue(Number.isSafeInteger(value))
        assert.deepEqual(evaluate(expression, scopeOf({ a: 7 })), value)
      })
    )
  })

  test('is bounded in size, depth and length', ({ assert }) => {
    let deep: Expression = 1
    for (let i = 0; i < EXPRESSION_LIMITS.depth; i++) deep = { op: 'add', args: [deep, 1] }
    assert.isNull(evaluate(deep, scopeOf({})))
    assert.match(checkExpression(deep)!, /levels deep/)
    const wide: Expression = {
      op: 'add',
      args: Array.from({ length: 20 }, () => ({
        op: 'add' as const,
        args: Array.from({ length: 20 }, () => 1),
      })),
    }
    assert.match(checkExpression(wide)!, /at most 200 parts/)
    const long = { op: 'concat' as const, args: ['x'.repeat(6000), 'y'.repeat(6000)] }
    assert.isNull(evaluate(long, scopeOf({})))
  })

  test('says what is wrong with a definition', ({ assert }) => {
    const known = (name: string) => name === 'price'
    assert.isNull(checkExpression({ op: 'mul', args: [{ field: 'price' }, 2] }, known))
    assert.match(checkExpression({ field: 'prize' }, known)!, /no field "prize"/)
    assert.match(checkExpression({ op: 'eval', args: [] })!, /no operator "eval"/)
    assert.match(checkExpression({ op: 'constructor', args: [1] })!, /no operator/)
    assert.match(checkExpression({ op: 'div', args: [1] })!, /takes 2 arguments/)
    for (const strange of [[], {}, undefined, Number.NaN, { op: 'add' }, { field: 1 }])
      assert.isString(checkExpression(strange))
  })
})
