/**
 * Which events of the outbox this process hands out now. On MySQL several processes share the work: each claims
 * some for a while, and leaves alone what follows, for the same record, on an event another still has.
 */
import { randomUUID } from 'node:crypto'
import { and, inList, sql } from '#app/database/sql.ts'
import { dialect, execute, forUpdate, rows, transaction, type Row } from '#app/database/store.ts'
import { eventOf, recordKeys, type DispatchedEvent } from './event_row.ts'

export const BATCH = 200
/** A process that dies leaves its events to others after this time; longer than a listener may take. */
const CLAIM_MS = 60_000

const me = randomUUID()

/** The next events, in order. SQLite has one process, so there nothing need be claimed. */
export async function claimEvents(): Promise<DispatchedEvent[]> {
  if (dialect() === 'sqlite') {
    const found = await rows(sql`select * from core__outbox order by id limit ${BATCH}`)
    return found.map(eventOf)
  }
  // Else whoever raises an event waits until the claim is done.
  return transaction(claimShared, { isolationLevel: 'read committed' })
}

async function claimShared(): Promise<DispatchedEvent[]> {
  const now = Date.now()
  const free = forUpdate(
    sql`select * from core__outbox where claimed_until < ${now} order by id limit ${BATCH}`
  )
  const mine = await rows({ text: `${free.text} skip locked`, values: free.values })
  if (mine.length === 0) return []
  const last = mine.at(-1)!.id
  const claimed = inList(
    sql`id`,
    mine.map(({ id }) => id)
  )
  const others = await rows(
    sql`select * from core__outbox where ${and([sql`id <= ${last}`, sql`not (${claimed})`])}`
  )
  const events = inOrder(mine, others)
  if (events.length > 0)
    await execute(
      sql`update core__outbox set claimed_by = ${me}, claimed_until = ${now + CLAIM_MS} where ${inList(
        sql`id`,
        events.map(({ id }) => id)
      )}`
    )
  return events
}

/** Those of mine that no earlier event of somebody else, about the same record, stands before. */
function inOrder(mine: readonly Row[], others: readonly Row[]): DispatchedEvent[] {
  const own = new Set(mine)
  const waiting = new Set<string>()
  const all = [...mine, ...others].sort((a, b) => (String(a.id) < String(b.id) ? -1 : 1))
  return all.flatMap((line) => {
    const event = eventOf(line)
    const keys = recordKeys(event)
    if (own.has(line) && !keys.some((key) => waiting.has(key))) return [event]
    for (const key of keys) waiting.add(key)
    return []
  })
}

/** Where the work broke off: nobody needs to wait until the claims run out. */
export async function giveBackClaims(): Promise<void> {
  if (dialect() === 'sqlite') return
  await execute(sql`update core__outbox set claimed_until = 0 where claimed_by = ${me}`)
}

/** Takes finished events out of the outbox, unless a claim ran out and another process has them. */
export async function finishEvents(events: readonly DispatchedEvent[]): Promise<void> {
  const finished = inList(
    sql`id`,
    events.map(({ id }) => id)
  )
  const still = dialect() === 'sqlite' ? finished : and([finished, sql`claimed_by = ${me}`])
  await execute(sql`delete from core__outbox where ${still}`)
}
