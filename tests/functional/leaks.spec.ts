/**
 * Every channel of every resource under every kind of role. A distinct canary is planted in each cell; the plain
 * meaning of the grants (`leaks/roles.ts`, not the compiler) says which a person may see; the bytes of each answer
 * are searched for the others, and counts, orders and refusals must be as if hidden cells were empty.
 */
import { test } from '@japa/runner'
import {
  aggregateOracle,
  filterOracle,
  relationOracle,
  searchOracle,
  sortOracle,
} from './leaks/asking.ts'
import { readMoves, readTimelines } from './leaks/moving.ts'
import {
  readBin,
  readList,
  readOne,
  readOptions,
  readRefusals,
  readRevisions,
  type Look,
} from './leaks/reading.ts'
import { makeWorld, removeWorld, type World } from './leaks/world.ts'

/** Each answers what is wrong: a cell told that is not granted, or one granted that is missing. */
const CHANNELS: Record<string, (look: Look) => Promise<string[]>> = {
  'lists': readList,
  'single records': readOne,
  'the recycle bin': readBin,
  'revisions': readRevisions,
  'timelines': readTimelines,
  'transitions': readMoves,
  'options': readOptions,
  'refusals': readRefusals,
  'filters': filterOracle,
  'orders': sortOracle,
  'searches': searchOracle,
  'aggregates': aggregateOracle,
  'relations': relationOracle,
}

test.group('Leaks', (group) => {
  let world: World
  group.setup(async () => {
    world = await makeWorld()
    return () => removeWorld(world)
  })

  for (const [channel, wrongIn] of Object.entries(CHANNELS)) {
    test(`${channel} tell each kind of person no more and no less than their grants`, async ({
      assert,
    }) => {
      const wrong: string[] = []
      for (const planted of world.planted.values()) {
        const path = `/api/resources/${planted.resource.name}`
        const looks = [...world.people].map(async ([role, { client }]) => {
          const found = await wrongIn({ world, planted, role, client, path })
          return [...new Set(found)].map((each) => `${planted.resource.name} / ${role}: ${each}`)
        })
        wrong.push(...(await Promise.all(looks)).flat())
      }
      assert.deepEqual(wrong, [])
    }).timeout(120_000)
  }
})
