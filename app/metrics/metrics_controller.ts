import type { HttpContext } from '@adonisjs/core/http'
import { Refusal } from '#app/errors/refusal.ts'
import { env } from '../../start/env.ts'
import { registry } from './metrics.ts'
import { mayReadMetrics } from './who_may_read.ts'

export default class MetricsController {
  /** `GET /metrics` as Prometheus reads it. */
  async show({ request, response }: HttpContext) {
    const { remoteAddress } = request.request.socket
    if (!mayReadMetrics({ remoteAddress, headers: request.headers() }, env.metricsToken)) {
      response.header('WWW-Authenticate', 'Bearer')
      throw new Refusal('E_UNAUTHENTICATED')
    }
    return response
      .header('Content-Type', registry.contentType)
      .header('Cache-Control', 'no-store')
      .send(await registry.metrics())
  }
}
