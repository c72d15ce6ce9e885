/** Sockets end with their session: at once when it is ended anywhere, within a second when it runs out. */
import logger from '@adonisjs/core/services/logger'
import { inList, sql } from '#app/database/sql.ts'
import { rows } from '#app/database/store.ts'
import type { DispatchedEvent } from '#app/events/dispatcher.ts'
import { fromStored } from '#app/database/instant.ts'
import { setting } from '#app/settings/settings.ts'
import type { Connection, RealtimeServer } from './connection.ts'

const SWEEP_MS = 500
const AT_ONCE = 500

/** Closes the sockets of sessions that an event says are ended. */
export function closeEnded(server: RealtimeServer, events: readonly DispatchedEvent[]): void {
  const ended = new Set(
    events.flatMap(({ resource, type, ids }) =>
      resource === 'core.sessions' && type === 'deleted' ? ids : []
    )
  )
  if (ended.size === 0) return
  for (const socket of connections(server))
    if (ended.has(socket.data.session.id)) socket.disconnect(true)
}

/** Looks again and again whether the sessions still live, and in which department they work. Returns how to stop. */
export function watchSessions(server: RealtimeServer): () => void {
  let running = false
  const timer = setInterval(async () => {
    if (running) return
    running = true
    try {
      await sweep(server)
    } catch (error) {
      logger.error({ err: error }, 'the sessions of sockets could not be checked')
    }
    running = false
  }, SWEEP_MS)
  timer.unref()
  return () => clearInterval(timer)
}

async function sweep(server: RealtimeServer): Promise<void> {
  const open = Map.groupBy(connections(server), (socket) => socket.data.session.id)
  const ids = [...open.keys()]
  const idleMs = (await setting('security.idleMinutes')) * 60_000
  for (let i = 0; i < ids.length; i += AT_ONCE) {
    const part = ids.slice(i, i + AT_ONCE)
    const found = await rows(
      sql`select id, kind, department_id, last_seen_at, expires_at from core__sessions where live = '' and ${inList(sql`id`, part)}`
    )
    const live = new Map(
      found.filter((line) => isLive(line, idleMs)).map((line) => [line.id as string, line])
    )
    for (const id of part) {
      const session = live.get(id)
      for (const socket of open.get(id)!) {
        if (session) socket.data.session.departmentId = session.department_id as string | null
        else socket.disconnect(true)
      }
    }
  }
}

function isLive(line: Record<string, unknown>, idleMs: number): boolean {
  const moment = (stored: unknown) => Date.parse(fromStored(stored as string))
  const now = Date.now()
  if (now >= moment(line.expires_at)) return false
  return line.kind === 'token' || now - moment(line.last_seen_at) < idleMs
}

function connections(server: RealtimeServer): Iterable<Connection> {
  return server.sockets.sockets.values() as Iterable<Connection>
}
