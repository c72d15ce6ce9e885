import limiter from '@adonisjs/limiter/services/main'
import { Refusal } from '#app/errors/refusal.ts'

/** Failures one address may have in a minute: a whole hospital may share it. */
const FAILURES = 200

function failures() {
  return limiter.use('memory', { requests: FAILURES, duration: '1 minute' })
}

/** @throws 429 while an address has failed too often */
export async function checkAddress(ip: string): Promise<void> {
  const left = await failures().remaining(`sign_in:${ip}`)
  if (left > 0) return
  const retryAfter = Math.max(1, await failures().availableIn(`sign_in:${ip}`))
  throw new Refusal('E_TOO_MANY_REQUESTS', { retryAfter })
}

export async function countFailure(ip: string): Promise<void> {
  await failures().increment(`sign_in:${ip}`)
}
