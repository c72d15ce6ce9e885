/**
 * Attempts to sign in are counted by login name, whether or not such an account exists, before the password is
 * looked at: of many guesses sent at once no more than the limit are tried.
 */
import { createHash } from 'node:crypto'
import { sql } from '#app/database/sql.ts'
import { execute, forUpdate, row, transaction } from '#app/database/store.ts'
import { isUniqueViolation } from '#app/database/failures.ts'
import { Refusal } from '#app/errors/refusal.ts'
import { setting } from '#app/settings/settings.ts'

const SWEEP_EVERY_MS = 3_600_000
let sweptAt = 0

/** Counts an attempt. @throws 429 with the time to wait when there were too many */
export async function countAttempt(login: string): Promise<void> {
  const [limit, minutes] = [
    await setting('security.lockoutFailures'),
    await setting('security.lockoutMinutes'),
  ]
  const count = () => transaction(() => addAttempt(hashOf(login), limit, minutes * 60_000))
  await sweep()
  try {
    await count()
  } catch (error) {
    // Two first attempts at once: the second finds the row of the first.
    if (!isUniqueViolation(error)) throw error
    await count()
  }
}

/** `blocked_until` is also how long attempts below the limit are remembered. */
async function addAttempt(hash: string, limit: number, rememberMs: number): Promise<void> {
  const now = Date.now()
  const known = await row(
    forUpdate(
      sql`select failures, blocked_until from core__sign_in_failures where login_hash = ${hash}`
    )
  )
  const until = Number(known?.blocked_until ?? 0)
  const failures = until > now ? Number(known!.failures) : 0
  if (failures >= limit)
    throw new Refusal('E_TOO_MANY_REQUESTS', { retryAfter: Math.ceil((until - now) / 1000) })
  const next = now + rememberMs
  await execute(
    known
      ? sql`update core__sign_in_failures set failures = ${failures + 1}, blocked_until = ${next} where login_hash = ${hash}`
      : sql`insert into core__sign_in_failures (login_hash, failures, blocked_until) values (${hash}, ${failures + 1}, ${next})`
  )
}

/** The password was right but a further step follows: this attempt was no failure. */
export async function forgiveAttempt(login: string): Promise<void> {
  await execute(
    sql`update core__sign_in_failures set failures = failures - 1 where login_hash = ${hashOf(login)} and failures > 0`
  )
}

/** Signed in: earlier failures no longer count. */
export async function clearAttempts(login: string): Promise<void> {
  await execute(sql`delete from core__sign_in_failures where login_hash = ${hashOf(login)}`)
}

/** Until when a login is refused after too many failures; null when it is not. */
export async function lockedUntil(login: string): Promise<string | null> {
  const known = await row(
    sql`select failures, blocked_until from core__sign_in_failures where login_hash = ${hashOf(login)}`
  )
  const until = Number(known?.blocked_until ?? 0)
  const locked =
    until > Date.now() && Number(known!.failures) >= (await setting('security.lockoutFailures'))
  return locked ? new Date(until).toISOString() : null
}

async function sweep(): Promise<void> {
  const now = Date.now()
  if (now - sweptAt < SWEEP_EVERY_MS) return
  sweptAt = now
  await execute(sql`delete from core__sign_in_failures where blocked_until < ${now}`)
}

function hashOf(login: string): string {
  return createHash('sha256').update(login).digest('hex')
}
