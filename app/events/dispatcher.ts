/**
 * Takes events out of the outbox and hands them to the listeners: at least once, for each record in order. An event
 * leaves the table only when every listener has taken it or has it put aside, so a process that dies leaves it for
 * the next.
 */
import logger from '@adonisjs/core/services/logger'
import { BATCH, claimEvents, finishEvents, giveBackClaims } from './claim.ts'
import { deliver, retry, type Listener } from './delivery.ts'

export type { Listener } from './delivery.ts'
export type { DispatchedEvent } from './event_row.ts'

const IDLE_MS = 1000
const RETRY_MS = 500
/** Events that are raised close together leave together: a batch costs ten statements, however many are in it. */
const GATHER_MS = 50

const listeners = new Map<string, Listener>()
let timer: NodeJS.Timeout | null = null
let working = false
let again = false
let stopped = true
/** The last batch could not be finished. */
let brokenOff = false

/** Adds a listener; its name is what the events it could not take are kept under, so it stays the same for ever. */
export function listen(name: string, listener: Listener): () => void {
  if (listeners.has(name)) throw new Error(`Two listeners are called "${name}"`)
  listeners.set(name, listener)
  return () => void listeners.delete(name)
}

export function startDispatcher(): void {
  stopped = false
  wakeDispatcher()
}

/** Takes no new batch, and waits until the listeners are done with the one they have. */
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
  setTimeout(run, GATHER_MS)
}

async function run(): Promise<void> {
  let wait = IDLE_MS
  try {
    again = false
    if (brokenOff) await giveBackClaims()
    brokenOff = false
    while ((await dispatchOnce()) >= BATCH && !stopped);
  } catch (error) {
    wait = RETRY_MS
    brokenOff = true
    logger.error({ err: error }, 'events could not be dispatched; trying again')
  }
  working = false
  if (again) wakeDispatcher()
  else if (!stopped) timer = setTimeout(wakeDispatcher, wait)
}

/** One batch, and what is due again; returns how many events left the outbox. */
export async function dispatchOnce(): Promise<number> {
  const all = [...listeners]
  const events = await claimEvents()
  if (events.length > 0) {
    await Promise.all(all.map(([name, listener]) => deliver(name, listener, events)))
    await finishEvents(events)
  }
  await Promise.all(all.map(([name, listener]) => retry(name, listener)))
  return events.length
}
