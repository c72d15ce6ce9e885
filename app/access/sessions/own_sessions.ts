import { sql } from '#app/database/sql.ts'
import { rows } from '#app/database/store.ts'
import { fromStored, storedNow } from '#app/database/instant.ts'

export interface OwnSession {
  id: string
  kind: 'cookie' | 'token'
  device: string | null
  ip: string | null
  userAgent: string | null
  createdAt: string
  lastSeenAt: string
  expiresAt: string
  /** The one that asks. */
  current: boolean
}

/** Where a person is signed in, the latest first. */
export async function sessionsOf(userId: string, currentId: string): Promise<OwnSession[]> {
  const now = storedNow()
  const found =
    await rows(sql`select id, kind, device, ip, user_agent, created_at, last_seen_at, expires_at
    from core__sessions where user_id = ${userId} and live = '' and expires_at > ${now} order by last_seen_at desc limit 200`)
  const moment = (stored: unknown) => fromStored(stored as string)
  return found.map((line) => ({
    id: line.id as string,
    kind: line.kind as OwnSession['kind'],
    device: line.device as string | null,
    ip: line.ip as string | null,
    userAgent: line.user_agent as string | null,
    createdAt: moment(line.created_at),
    lastSeenAt: moment(line.last_seen_at),
    expiresAt: moment(line.expires_at),
    current: line.id === currentId,
  }))
}
