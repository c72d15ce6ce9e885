/** Events a listener has not taken yet: tried again with growing pauses, then kept as dead for a person to look at. */
import logger from '@adonisjs/core/services/logger'
import { and, inList, sql } from '#app/database/sql.ts'
import { execute, forUpdate, rows, transaction } from '#app/database/store.ts'
import { toStored } from '#app/database/instant.ts'
import { eventOf, recordKeys, type DispatchedEvent } from './event_row.ts'

export const MOST_ATTEMPTS = 10
const FIRST_PAUSE_MS = 1000
const LONGEST_PAUSE_MS = 10 * 60_000
/** While one process tries, no other does; longer than a listener may take. */
const TRYING_MS = 60_000
const BATCH = 100

export interface Undelivered {
  event: DispatchedEvent
  attempts: number
}

/** Puts an event aside for one listener; `error` null when it only waits for an earlier one of its record. */
export async function setAside(
  listener: string,
  { id, at, resource, type, ids, versions }: DispatchedEvent,
  error: unknown
): Promise<void> {
  const known = await rows(
    sql`select id from core__undelivered where id = ${id} and listener = ${listener}`
  )
  if (known.length > 0) return
  const attempts = error === null ? 0 : 1
  await execute(sql`insert into core__undelivered (id, created_at, resource, type, ids, versions, listener, attempts, due_at, dead, error) values (
    ${id}, ${toStored(at)}, ${resource}, ${type}, ${JSON.stringify(ids)}, ${versions ? JSON.stringify(versions) : null},
    ${listener}, ${attempts}, ${Date.now() + pause(attempts)}, 0, ${error === null ? null : String(error)})`)
}

/** The records whose events a listener must take from here first. */
export async function heldBack(listener: string): Promise<Set<string>> {
  const found = await rows(
    sql`select * from core__undelivered where dead = 0 and listener = ${listener}`
  )
  return new Set(found.flatMap((line) => recordKeys(eventOf(line))))
}

/** Events that may be tried again now: due, and the first of each record. */
export async function claimDue(listener: string): Promise<Undelivered[]> {
  const waiting = await rows(
    sql`select id from core__undelivered where dead = 0 and listener = ${listener} and due_at <= ${Date.now()} limit 1`
  )
  if (waiting.length === 0) return []
  return transaction(async () => {
    const found = await rows(
      forUpdate(
        sql`select * from core__undelivered where dead = 0 and listener = ${listener} order by id limit ${BATCH}`
      )
    )
    const now = Date.now()
    const before = new Set<string>()
    const due = found.flatMap((line) => {
      const event = eventOf(line)
      const keys = recordKeys(event)
      const first = !keys.some((key) => before.has(key))
      for (const key of keys) before.add(key)
      return first && Number(line.due_at) <= now ? [{ event, attempts: Number(line.attempts) }] : []
    })
    if (due.length > 0)
      await execute(
        sql`update core__undelivered set due_at = ${now + TRYING_MS} where ${and([
          sql`listener = ${listener}`,
          inList(
            sql`id`,
            due.map(({ event }) => event.id)
          ),
        ])}`
      )
    return due
  })
}

export async function delivered(listener: string, { event }: Undelivered): Promise<void> {
  await execute(
    sql`delete from core__undelivered where id = ${event.id} and listener = ${listener}`
  )
}

export async function failedAgain(
  listener: string,
  { event, attempts }: Undelivered,
  error: unknown
): Promise<void> {
  const now = attempts + 1
  const dead = now >= MOST_ATTEMPTS
  if (dead) logger.error({ err: error, listener, event }, 'an event is given up for this listener')
  await execute(
    sql`update core__undelivered set attempts = ${now}, due_at = ${Date.now() + pause(now)}, dead = ${dead ? 1 : 0}, error = ${String(error)}
      where id = ${event.id} and listener = ${listener}`
  )
}

function pause(attempts: number): number {
  return attempts === 0 ? 0 : Math.min(FIRST_PAUSE_MS * 2 ** (attempts - 1), LONGEST_PAUSE_MS)
}
