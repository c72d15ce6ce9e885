/** Whatever is asked in whatever order, a record is where a model that knows nothing of the engine says it is. */
import { test } from '@japa/runner'
import fc from 'fast-check'
import { sql } from '#app/database/sql.ts'
import { row, rows } from '#app/database/store.ts'
import { systemGrant } from '#app/access/grant.ts'
import type { TransitionName } from '@xinglin/contracts'
import { Refusal } from '#app/errors/refusal.ts'
import { defineResource } from '#app/resources/define_resource.ts'
import { string } from '#app/resources/fields/builders.ts'
import { create } from '#app/resources/operations/create.ts'
import { update } from '#app/resources/operations/update.ts'
import { getResource } from '#app/resources/registry.ts'
import { makeResources } from '../../tests/functional/exam_resource.ts'
import { defineLifecycle } from './define_lifecycle.ts'
import { transition } from './transition.ts'

const walks = defineResource('lifecycle.walks', {
  fields: { name: string() },
  title: 'name',
  lifecycle: defineLifecycle({
    states: {
      draft: {},
      asked: {},
      approved: {},
      paid: { terminal: true },
      dropped: { terminal: true },
    },
    initial: 'draft',
    transitions: {
      ask: { from: 'draft', to: 'asked' },
      back: { from: ['asked', 'approved'], to: 'draft' },
      approve: { from: 'asked', to: 'approved' },
      remind: { from: 'asked', to: 'asked' },
      pay: { from: 'approved', to: 'paid' },
      drop: { from: ['draft', 'asked'], to: 'dropped' },
    },
  }),
})

/** The same written by hand. */
const MODEL: Record<string, Record<string, string>> = {
  draft: { ask: 'asked', drop: 'dropped' },
  asked: { back: 'draft', approve: 'approved', remind: 'asked', drop: 'dropped' },
  approved: { back: 'draft', pay: 'paid' },
  paid: {},
  dropped: {},
}
const STEPS = ['ask', 'back', 'approve', 'remind', 'pay', 'drop', 'rename', 'cheat']

test.group('Random walks', (group) => {
  group.setup(async () => {
    await makeResources(walks)
  })

  test('never reach a state that the definition does not allow', async ({ assert }) => {
    const resource = getResource('lifecycle.walks')
    const go = async (id: string, step: string): Promise<boolean> => {
      const { version } = (await row(
        sql`select version from lifecycle__walks where id = ${id}`
      )) as { version: number }
      try {
        if (step === 'rename' || step === 'cheat')
          await update(
            systemGrant(resource, 'update'),
            id,
            step === 'rename' ? { name: `n${version}` } : { state: 'paid' },
            Number(version)
          )
        else
          await transition(
            systemGrant(resource, step as TransitionName),
            id,
            {},
            null,
            async () => null
          )
        return true
      } catch (error) {
        if (error instanceof Refusal) return false
        throw error
      }
    }
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(fc.constantFrom(...STEPS), { minLength: 1, maxLength: 3 }), {
          maxLength: 12,
        }),
        async (rounds) => {
          const { id } = await create(systemGrant(resource, 'create'), { name: 'x' })
          const possible = new Set(['draft'])
          let made = 0
          for (const round of rounds) {
            const done = await Promise.all(round.map((step) => go(id, step)))
            const moves = round.filter((step, i) => done[i] && step !== 'rename')
            made += moves.length
            assert.notInclude(moves, 'cheat')
            const next = new Set<string>()
            for (const state of possible) for (const end of ends(state, moves)) next.add(end)
            possible.clear()
            for (const state of next) possible.add(state)
            const line = await row(sql`select state from lifecycle__walks where id = ${id}`)
            assert.isTrue(
              possible.has(line!.state as string),
              `${String(line!.state)} after ${round}`
            )
            possible.clear()
            possible.add(line!.state as string)
          }
          const told = await rows(
            sql`select n, from_state, to_state, transition from core__timeline where record = ${id} order by n`
          )
          assert.lengthOf(told, made)
          let state = 'draft'
          for (const [i, line] of told.entries()) {
            assert.equal(Number(line.n), i + 1)
            assert.equal(line.from_state, state)
            assert.equal(line.to_state, MODEL[state]![line.transition as string])
            state = line.to_state as string
          }
        }
      ),
      { numRuns: 40 }
    )
  }).timeout(120_000)
})

/** Where a record may be after these moves in some order, each of which was made. */
function ends(state: string, moves: readonly string[]): string[] {
  if (moves.length === 0) return [state]
  return moves.flatMap((move, i) => {
    const next = MODEL[state]![move]
    return next === undefined ? [] : ends(next, moves.toSpliced(i, 1))
  })
}
