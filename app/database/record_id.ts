import { v7 } from 'uuid'

/** A new record's id: UUIDv7, so that new rows go to the end of every index. */
export function newRecordId(): string {
  return v7()
}

/** An id as examples show one. */
export const SOME_ID = '019aaf3c-2c00-7000-8000-000000000001'

const FORM = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

export function isRecordId(value: unknown): value is string {
  return typeof value === 'string' && FORM.test(value)
}
