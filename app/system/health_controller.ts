import { setTimeout as sleep } from 'node:timers/promises'
import type { HttpContext } from '@adonisjs/core/http'
import { sql } from '#app/database/sql.ts'
import { row } from '#app/database/store.ts'

/** A load balancer must hear soon, while the pool goes on trying to reach a database that is away. */
const PATIENCE_MS = 2000

/** For a load balancer: does the process answer, and can it do its work. */
export default class HealthController {
  live() {
    return { status: 'ok' }
  }

  async ready({ response }: HttpContext) {
    if (await databaseAnswers()) return { status: 'ok' }
    return response
      .status(503)
      .header('Retry-After', '2')
      .json({ status: 'unavailable', reason: 'database' })
  }
}

async function databaseAnswers(): Promise<boolean> {
  const giveUp = new AbortController()
  const asked = row(sql`select 1 as one`).then(
    () => true,
    () => false
  )
  const late = sleep(PATIENCE_MS, false, { signal: giveUp.signal }).catch(() => false)
  const answered = await Promise.race([asked, late])
  giveUp.abort()
  return answered
}
