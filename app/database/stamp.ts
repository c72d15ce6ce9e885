/**
 * The version of the configuration: a number raised in the transaction of every change of configuration. What is
 * computed from configuration (a person's rights, settings) is kept in memory until the number differs.
 */
import { sql } from './sql.ts'
import { afterCommit, currentTransaction, execute, row } from './store.ts'

/** How long another process's change may stay unseen. */
const FRESH_MS = 1000

/** Transactions that have changed the configuration. */
const changing = new WeakSet<object>()

let known: { value: Promise<number>; readAt: number } | null = null

/** Raises the number in the running transaction; in this process it counts as soon as that is committed. */
export async function raiseStamp(): Promise<void> {
  const raised = await execute(
    sql`update core__stamps set value = value + 1 where name = 'configuration'`
  )
  if (raised === 0)
    await execute(sql`insert into core__stamps (name, value) values ('configuration', 1)`)
  const transaction = currentTransaction()
  if (transaction) changing.add(transaction)
  afterCommit(forgetStamp)
}

/** Makes the next look read the database again. */
export function forgetStamp(): void {
  known = null
}

const isFresh = () => known !== null && performance.now() - known.readAt < FRESH_MS

/** The number as it was at most a second ago. */
export async function currentStamp(): Promise<number> {
  if (isFresh()) return known!.value
  const reading = { value: readStamp(), readAt: performance.now() }
  known = reading
  reading.value.catch(() => {
    if (known === reading) known = null
  })
  return reading.value
}

async function readStamp(): Promise<number> {
  const found = await row(sql`select value from core__stamps where name = 'configuration'`)
  return Number(found?.value ?? 0)
}

const MOST_KEPT = 5000

/**
 * Keeps what `load` answers for a key until the configuration changes. Inside a transaction nothing is added, for it
 * may see what is never committed, and one that has changed the configuration itself reads everything again.
 */
export function keptByStamp<T>(load: (key: string) => Promise<T>): (key: string) => Promise<T> {
  let stamp = -1
  const kept = new Map<string, Promise<T>>()
  return async (key) => {
    const transaction = currentTransaction()
    if (transaction) {
      const useful = !changing.has(transaction) && isFresh() && (await known!.value) === stamp
      return (useful && kept.get(key)) || load(key)
    }
    const now = await currentStamp()
    if (now !== stamp) {
      kept.clear()
      stamp = now
    }
    const present = kept.get(key)
    if (present) return present
    if (kept.size >= MOST_KEPT) kept.clear()
    const loading = load(key)
    kept.set(key, loading)
    loading.catch(() => {
      if (kept.get(key) === loading) kept.delete(key)
    })
    return loading
  }
}
