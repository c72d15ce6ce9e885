import type { HttpContext } from '@adonisjs/core/http'
import { sql } from '#app/database/sql.ts'
import { row } from '#app/database/store.ts'

/** For a load balancer: does the process answer, and can it do its work. */
export default class HealthController {
  live() {
    return { status: 'ok' }
  }

  async ready({ response }: HttpContext) {
    try {
      await row(sql`select 1 as one`)
      return { status: 'ok' }
    } catch {
      return response
        .status(503)
        .header('Retry-After', '2')
        .json({ status: 'unavailable', reason: 'database' })
    }
  }
}
