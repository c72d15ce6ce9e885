/** What a collector of metrics is told: of the process, of requests by route, and of the work that waits. No names. */
import cluster from 'node:cluster'
import emitter from '@adonisjs/core/services/emitter'
import logger from '@adonisjs/core/services/logger'
import db from '@adonisjs/lucid/services/db'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { waiting } from './waiting.ts'
import { openSockets } from '#app/realtime/realtime.ts'

export const registry = new Registry()

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

let stopListening: (() => void) | null = null

export function startMetrics(): void {
  if (stopListening) return
  // Several workers on one machine answer in turn; each says who it is.
  registry.setDefaultLabels({ worker: String(cluster.worker?.id ?? 0) })
  collectDefaultMetrics({ register: registry })
  measureRequests()
  gauge('xinglin_db_connections', 'Connections of a pool', ['pool', 'state'], measurePools)
  gauge('xinglin_realtime_sockets', 'Open sockets', [], (set) => set({}, openSockets()))
  measureWaiting()
}

export function stopMetrics(): void {
  stopListening?.()
  stopListening = null
  registry.clear()
}

function measureRequests(): void {
  const duration = new Histogram({
    name: 'xinglin_http_request_duration_seconds',
    help: 'Time until a request was answered, by the pattern of its route',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: BUCKETS,
    registers: [registry],
  })
  stopListening = emitter.on('http:request_completed', ({ ctx, duration: [seconds, nanos] }) => {
    const method = ctx.request.method()
    duration.observe(
      {
        method: METHODS.has(method) ? method : 'other',
        // Never the address itself, which has ids and what people search for.
        route: ctx.route?.pattern ?? (ctx.request.url().startsWith('/assets/') ? 'assets' : 'none'),
        status: ctx.response.response.statusCode,
      },
      seconds + nanos / 1e9
    )
  })
}

type Labels = Record<string, string>
type Set = (labels: Labels, value: number) => void

function gauge(
  name: string,
  help: string,
  labelNames: string[],
  measure: (set: Set) => void
): void {
  new Gauge({
    name,
    help,
    labelNames,
    registers: [registry],
    collect() {
      measure((labels, value) => this.set(labels, value))
    },
  })
}

function measurePools(set: Set): void {
  for (const { connection, name: pool } of db.manager.connections.values()) {
    const { pool: open } = connection ?? {}
    if (!open) continue
    set({ pool, state: 'used' }, open.numUsed())
    set({ pool, state: 'free' }, open.numFree())
    set({ pool, state: 'waiting' }, open.numPendingAcquires())
  }
}

/** Asked of the database once a scrape; while it is away these are left out and the rest is still answered. */
function measureWaiting(): void {
  const own = { registers: [registry] }
  const events = new Gauge({
    ...own,
    name: 'xinglin_outbox_events',
    help: 'Events that wait for their listeners, or were given up',
    labelNames: ['state'],
  })
  const lag = new Gauge({
    ...own,
    name: 'xinglin_outbox_lag_seconds',
    help: 'Age of the oldest event that no process has dealt with',
  })
  const jobs = new Gauge({
    ...own,
    name: 'xinglin_jobs',
    help: 'Jobs that wait or run',
    labelNames: ['state'],
  })
  new Gauge({
    ...own,
    name: 'xinglin_database_up',
    help: 'Whether the database answers',
    async collect() {
      for (const each of [events, lag, jobs]) each.reset()
      try {
        const found = await waiting()
        for (const [state, count] of Object.entries(found.events)) events.set({ state }, count)
        for (const [state, count] of Object.entries(found.jobs)) jobs.set({ state }, count)
        lag.set(found.lagSeconds)
        this.set(1)
      } catch (error) {
        logger.warn({ err: error }, 'metrics: the database does not answer')
        this.set(0)
      }
    },
  })
}
