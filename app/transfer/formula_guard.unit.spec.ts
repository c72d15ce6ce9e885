import { test } from '@japa/runner'
import fc from 'fast-check'
import { guarded, unguarded } from './formula_guard.ts'

test.group('formula guard', () => {
  test('no cell begins like a formula, and every one reads back', ({ assert }) => {
    const text = fc.string({
      unit: fc.constantFrom('=', '+', '-', '@', '\t', '\r', "'", 'a', '药'),
    })
    fc.assert(
      fc.property(text, (cell) => {
        assert.notMatch(guarded(cell), /^[=+\-@\t\r]/)
        assert.equal(unguarded(guarded(cell)), cell)
      })
    )
  })
})
