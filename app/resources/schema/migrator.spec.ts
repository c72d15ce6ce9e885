import { test } from '@japa/runner'
import { sql } from '#app/database/sql.ts'
import { row } from '#app/database/store.ts'
import { migrate } from './migrator.ts'
import type { Step } from '#app/database/table.ts'

const table = (name: string): Step => ({
  do: 'createTable',
  table: {
    name,
    columns: [{ name: 'id', kind: 'id', required: true }],
    primaryKey: ['id'],
    indexes: [],
    foreignKeys: [],
  },
})
/** Fails on every database: there is no such table. */
const broken: Step = {
  do: 'addColumn',
  table: 'exam__nothing',
  column: { name: 'x', kind: 'text' },
}

const doneOf = async (name: string) =>
  Number((await row(sql`select done from core__migrations where name = ${name}`))?.done)

test.group('A migration that was cut short', () => {
  test('ends the start with its name, and goes on where it stopped', async ({ assert }) => {
    const name = 'exam/0001_cut'
    const steps = [table('exam__cut_a'), broken, table('exam__cut_b')]
    const migration = { name, origin: 'exam', steps }
    await assert.rejects(() => migrate([migration]), /exam\/0001_cut, step 2 of 3/)
    assert.equal(await doneOf(name), 1)
    const mended = { ...migration, steps: [steps[0]!, table('exam__cut_c'), steps[2]!] }
    assert.deepEqual(await migrate([mended]), [name])
    assert.equal(await doneOf(name), 3)
    for (const made of ['a', 'b', 'c'])
      assert.exists(await row({ text: `select count(*) as n from exam__cut_${made}`, values: [] }))
    assert.deepEqual(await migrate([mended]), [])
  })
})
