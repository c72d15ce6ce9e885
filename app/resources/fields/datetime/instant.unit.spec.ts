import { test } from '@japa/runner'
import { isInstant } from './instant.ts'

test.group('isInstant', () => {
  test('takes moments, with or without an offset', ({ assert }) => {
    for (const text of [
      '2026-02-28T00:00:00Z',
      '2028-02-29T23:59+08:00',
      '2026-11-23T06:05:00.000Z',
    ])
      assert.isTrue(isInstant(text), text)
  })

  test('refuses a day that no calendar has, and what is no moment', ({ assert }) => {
    for (const text of [
      '2026-02-30T00:00:00Z',
      '2026-04-31T00:00Z',
      '2026-13-01T00:00Z',
      '2026-02-28',
    ])
      assert.isFalse(isInstant(text), text)
  })
})
