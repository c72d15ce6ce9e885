/**
 * Marks made with a key that the database does not know. A line carries one from the moment it is written; the
 * sealer replaces it by its link in the chain, made from the link before, its place and all it says.
 */
import { createHmac } from 'node:crypto'
import { type Row } from '#app/database/store.ts'
import { fromStored } from '#app/database/instant.ts'
import { readKey } from '#app/secrets/keys.ts'
import { env } from '../../start/env.ts'

let key: string | undefined

function mark(...parts: (string | number)[]): string {
  key ??= readKey(env.storagePath, 'audit', { create: true })
  return createHmac('sha256', key).update(JSON.stringify(parts)).digest('hex')
}

/** The columns a line is made of, as they are stored. */
export const CONTENT = [
  'id',
  'created_at',
  'actor',
  'actor_name',
  'action',
  'resource',
  'record',
  'ip',
  'request',
  'detail',
] as const

function contentOf(line: Row): string {
  const { created_at: at, ...rest } = line
  const told = { ...rest, created_at: fromStored(at as string) }
  return JSON.stringify(CONTENT.map((column) => told[column as keyof typeof told] ?? null))
}

export const lineMark = (line: Row): string => mark('line', contentOf(line))
export const link = (previous: string, seq: number, line: Row): string =>
  mark('link', previous, seq, contentOf(line))
/** A line of a record's timeline, chained to the one before it. */
export const timelineLink = (previous: string, line: readonly (string | number | null)[]): string =>
  mark('timeline', previous, JSON.stringify(line))
export const headMark = (seq: number, seal: string): string => mark('head', seq, seal)

/** In place of a seal: a line that nobody who has the key wrote. It is left out of the chain and reported. */
export const REFUSED = 'refused'
