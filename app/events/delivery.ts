/** Hands a batch of events to one listener, so that a failure stops neither other listeners nor other records. */
import logger from '@adonisjs/core/services/logger'
import { recordKeys, type DispatchedEvent } from './event_row.ts'
import { claimDue, delivered, failedAgain, heldBack, setAside } from './undelivered.ts'

/** Must be idempotent by the event's id: it may see an event again. */
export type Listener = (events: readonly DispatchedEvent[]) => Promise<void>

/** A listener that does not answer has failed. */
const LONGEST_MS = 20_000

/** What fails is put aside, and with it what follows for the same records; in order, at least once. */
export async function deliver(
  name: string,
  listener: Listener,
  events: readonly DispatchedEvent[]
): Promise<void> {
  const held = await heldBack(name)
  const [later, now] = split(events, held)
  for (const event of later) await setAside(name, event, null)
  if (now.length === 0) return
  try {
    await inTime(listener(now))
  } catch (error) {
    logger.warn({ err: error, listener: name }, 'a listener failed; trying its events one by one')
    await deliverSingly(name, listener, now)
  }
}

function split(
  events: readonly DispatchedEvent[],
  held: Set<string>
): [DispatchedEvent[], DispatchedEvent[]] {
  const later: DispatchedEvent[] = []
  const now: DispatchedEvent[] = []
  for (const event of events) {
    const keys = recordKeys(event)
    if (keys.some((key) => held.has(key))) {
      later.push(event)
      for (const key of keys) held.add(key)
    } else now.push(event)
  }
  return [later, now]
}

async function deliverSingly(
  name: string,
  listener: Listener,
  events: readonly DispatchedEvent[]
): Promise<void> {
  const failed = new Set<string>()
  for (const event of events) {
    const keys = recordKeys(event)
    let problem: unknown = null
    const waits = keys.some((key) => failed.has(key))
    if (!waits) {
      try {
        await inTime(listener([event]))
        continue
      } catch (error) {
        problem = error
      }
    }
    for (const key of keys) failed.add(key)
    await setAside(name, event, waits ? null : problem)
  }
}

/** Tries again what is due; returns whether there was anything. */
export async function retry(name: string, listener: Listener): Promise<boolean> {
  const due = await claimDue(name)
  for (const item of due) {
    try {
      await inTime(listener([item.event]))
      await delivered(name, item)
    } catch (error) {
      await failedAgain(name, item, error)
    }
  }
  return due.length > 0
}

async function inTime(work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${LONGEST_MS} ms`)), LONGEST_MS)
  })
  try {
    await Promise.race([work, tooLate])
  } finally {
    clearTimeout(timer)
  }
}
