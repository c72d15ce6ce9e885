/**
 * Takes events out of the outbox and hands them to the listeners: at least once, in order. An event leaves the
 * table only when every listener has taken it, so a process that dies leaves it for the next.
 */
import logger from '@adonisjs/core/services/logger'
import { inList, sql } from '#app/database/sql.ts'
import { dialect, execute, rows } from '#app/database/store.ts'
import { fromStored } from '#app/resources/fields/datetime/instant.ts'
import type { RaisedEvent } from './outbox.ts'

export interface DispatchedEvent extends RaisedEvent {
  id: string
  at: string
}
/** Must be idempotent by the event's id: after a crash it may see an event again. */
export type Listener = (events: readonly DispatchedEvent[]) => Promise<void>

const BATCH = 200
const IDLE_MS = 1000
const RETRY_MS = 500

const listeners = new Set<Listener>()
let timer: NodeJS.Timeout | null = null
let working = false
let again = false
let stopped = true

export function listen(listener: Listener): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function startDispatcher(): void {
  stopped = false
  wakeDispatcher()
}

export async function stopDispatcher(): Promise<void> {
  stopped = true
  if (timer) clearTimeout(timer)
  while (working) await new Promise((resume) => setTimeout(resume, 5))
}

/** Called after each commit that raised an event; also runs by itself for what another process left behind. */
export function wakeDispatcher(): void {
  if (stopped) return
  if (working) {
    again = true
    return
  }
  if (timer) clearTimeout(timer)
  timer = null
  working = true
  setImmediate(run)
}

async function run(): Promise<void> {
  let wait = IDLE_MS
  try {
    do {
      again = false
    } while ((await dispatchBatch()) === BATCH || (again && !stopped))
  } catch (error) {
    wait = RETRY_MS
    logger.error({ err: error }, 'events could not be dispatched; trying again')
  }
  working = false
  if (!stopped) timer = setTimeout(wakeDispatcher, wait)
}

async function dispatchBatch(): Promise<number> {
  const found = await rows(
    sql`select id, created_at, resource, type, ids from core__outbox order by id limit ${BATCH}`
  )
  if (found.length === 0) return 0
  const events = found.map((line): DispatchedEvent => ({
    id: line.id as string,
    at: fromStored(line.created_at as string, dialect()),
    resource: line.resource as string,
    type: line.type as string,
    ids: JSON.parse(line.ids as string) as string[],
  }))
  for (const listener of listeners) await listener(events)
  await execute(
    sql`delete from core__outbox where ${inList(
      sql`id`,
      events.map(({ id }) => id)
    )}`
  )
  return found.length
}
