import { test } from '@japa/runner'
import { validate, version } from 'uuid'
import { isRecordId, newRecordId } from './record_id.ts'

test.group('The ids of records', () => {
  test('are version 7, all different, each above the one before, and say when', ({ assert }) => {
    const from = Date.now()
    const ids = Array.from({ length: 5000 }, newRecordId)
    const to = Date.now()
    assert.isTrue(ids.every((id) => validate(id) && version(id) === 7 && isRecordId(id)))
    assert.equal(new Set(ids.map((id) => id.slice(-10))).size, ids.length)
    assert.deepEqual(ids, ids.toSorted())
    const at = ids.map((id) => Number.parseInt(id.replace('-', '').slice(0, 12), 16))
    assert.isTrue(at.every((time) => time >= from && time <= to))
  })
})
