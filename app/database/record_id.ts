import { randomFillSync } from 'node:crypto'
import { v7 } from 'uuid'

/** Random bytes for many ids at once: asking the system for each costs more than the id itself. */
const RANDOM = Buffer.alloc(16 * 256)
let used = RANDOM.length
let latest = 0
let sequence = 0

/** A new record's id: UUIDv7, so that new rows go to the end of every index; of one process each is above the last. */
export function newRecordId(): string {
  if (used === RANDOM.length) {
    randomFillSync(RANDOM)
    used = 0
  }
  const random = RANDOM.subarray(used, (used += 16))
  const now = Date.now()
  if (now > latest) {
    latest = now
    // Of its 32 bits the first stays free, so that it can count on through a millisecond.
    sequence = random.readUInt32BE(6) >>> 1
  } else sequence += 1
  return v7({ random, msecs: latest, seq: sequence })
}

/** An id as examples show one. */
export const SOME_ID = '019aaf3c-2c00-7000-8000-000000000001'

const FORM = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

export function isRecordId(value: unknown): value is string {
  return typeof value === 'string' && FORM.test(value)
}
