import { test } from '@japa/runner'
import type { LifecycleDefinition } from '@xinglin/contracts'
import { defineResource } from '#app/resources/define_resource.ts'
import { string } from '#app/resources/fields/builders.ts'
import { checkLifecycle } from './check_lifecycle.ts'

const GOOD: LifecycleDefinition = {
  states: { open: {}, in_work: {}, closed: { terminal: true } },
  initial: 'open',
  transitions: {
    take: { from: 'open', to: 'in_work' },
    close: { from: ['open', 'in_work'], to: 'closed', reason: true },
  },
}

test.group('A lifecycle is checked where it is written', () => {
  const wrong: [string, RegExp, Partial<LifecycleDefinition>][] = [
    ['an unknown first state', /initial "opne"/, { initial: 'opne' }],
    [
      'an unknown target',
      /"take": "doing" is not/,
      { transitions: { ...GOOD.transitions, take: { from: 'open', to: 'doing' } } },
    ],
    [
      'an unknown origin',
      /"take": "opened" is not/,
      { transitions: { ...GOOD.transitions, take: { from: 'opened', to: 'in_work' } } },
    ],
    [
      'a transition from nowhere',
      /"again" begins nowhere/,
      { transitions: { ...GOOD.transitions, again: { from: [], to: 'open' } } },
    ],
    [
      'a way out of the end',
      /leads out of "closed"/,
      { transitions: { ...GOOD.transitions, reopen: { from: 'closed', to: 'open' } } },
    ],
    [
      'a state that is never reached',
      /no way leads to the state "lost"/,
      { states: { ...GOOD.states, lost: {} } },
    ],
    [
      'the name of an action',
      /"update": this name means something/,
      { transitions: { ...GOOD.transitions, update: { from: 'open', to: 'in_work' } } },
    ],
    [
      'the name of an event',
      /"created": this name means something/,
      { transitions: { ...GOOD.transitions, created: { from: 'open', to: 'in_work' } } },
    ],
    ['a name no key can have', /"In work"/, { states: { ...GOOD.states, 'In work': {} } }],
  ]
  for (const [mistake, message, change] of wrong)
    test(mistake, ({ assert }) => {
      assert.throws(() => checkLifecycle({ ...GOOD, ...change }), message)
    })

  test('with its resource', ({ assert }) => {
    const define = (change: object) => () =>
      defineResource('unit.things', {
        fields: { name: string() },
        title: 'name',
        lifecycle: GOOD,
        ...change,
      })
    assert.doesNotThrow(define({ sort: [{ field: 'state', order: 'asc' }] }))
    assert.throws(define({ fields: { name: string(), state: string() } }), /"state"/)
    assert.throws(define({ log: true }), /no lifecycle/)
    const asking = (input: object) => ({
      lifecycle: {
        ...GOOD,
        transitions: { ...GOOD.transitions, take: { from: 'open', to: 'in_work', input } },
      },
    })
    assert.throws(define(asking({ note: { type: 'string' } })), /"note" is asked of every/)
    assert.throws(define(asking({ paper: { type: 'file' } })), /a file cannot be asked/)
    assert.throws(define(asking({ kind: { type: 'choice' } })), /"kind": a choice needs options/)
  })
})
