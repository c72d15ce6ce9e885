/** A moment in JSON: `2026-11-23T06:05:00.000Z`. */
import { isDate } from '../date/date_text.ts'

const FORM = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/

/** A day that no calendar has is none: it would be read as another one. */
export function isInstant(text: string): boolean {
  const at = FORM.test(text) && isDate(text.slice(0, 10)) ? Date.parse(text) : Number.NaN
  return at >= Date.UTC(1000, 0, 1) && at < Date.UTC(10_000, 0, 1)
}

export function toIso(text: string): string {
  return new Date(text).toISOString()
}
