import { test } from '@japa/runner'
import { clientOf } from '#tests/people.ts'

const DEPARTMENTS = '/api/resources/core.departments'
let number = 0

test.group('A tree', () => {
  test('stays one when two are moved below each other at once', async ({ assert }) => {
    const admin = await clientOf('admin')
    const make = async (parent: string | null): Promise<string> => {
      const name = `tree-${process.pid}-${++number}`
      return (await admin('POST', DEPARTMENTS, { name, parent })).body.data.id
    }
    for (let round = 0; round < 5; round++) {
      const [a, b] = [await make(null), await make(null)]
      const [belowA, belowB] = [await make(a), await make(b)]
      const moved = await Promise.all([
        admin('PATCH', `${DEPARTMENTS}/${a}`, { version: 1, parent: belowB }),
        admin('PATCH', `${DEPARTMENTS}/${b}`, { version: 1, parent: belowA }),
      ])
      assert.sameMembers(
        moved.map(({ status }) => status),
        [200, 422]
      )
    }
  })
})
