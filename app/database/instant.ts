/** A moment as the databases keep it: DATETIME(3) on MySQL, ISO text on SQLite. */
import { dialect } from './store.ts'

export function toStored(iso: string, on = dialect()): string {
  return on === 'mysql' ? `${iso.slice(0, 10)} ${iso.slice(11, 23)}` : iso
}

export function fromStored(stored: string, on = dialect()): string {
  return on === 'mysql' ? `${stored.slice(0, 10)}T${stored.slice(11).padEnd(12, '.000')}Z` : stored
}

/** This moment, for a statement. */
export function storedNow(): string {
  return toStored(new Date().toISOString())
}
