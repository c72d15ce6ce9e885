import { DateTime } from 'luxon'

/** A day of the calendar that both databases keep: `2026-11-23`, from the year 1000 on. */
export function isDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && text >= '1000' && DateTime.fromISO(text).isValid
}
