/** Signed-in browsers and devices: rows found by the hash of a secret that only the device keeps. */
import { createHash, randomBytes } from 'node:crypto'
import logger from '@adonisjs/core/services/logger'
import { isUnavailable } from '#app/database/failures.ts'
import { and, inList, sql, type Sql } from '#app/database/sql.ts'
import { afterCommit, execute, row, rows } from '#app/database/store.ts'
import { raise } from '#app/events/outbox.ts'
import { fromStored, storedNow, toStored } from '#app/database/instant.ts'
import { newRecordId } from '#app/database/record_id.ts'
import { setting } from '#app/settings/settings.ts'

export interface Session {
  id: string
  userId: string
  kind: 'cookie' | 'token'
  departmentId: string | null
  lastSeenAt: number
  expiresAt: number
}
export interface Device {
  ip: string
  userAgent: string
  name?: string
}

const HOUR = 3_600_000
export const LIFETIME_MS = { cookie: 12 * HOUR, token: 30 * 24 * HOUR } as const
const FRESH_MS = 1000
const SEEN_EVERY_MS = 60_000
const MOST_KEPT = 20_000
/** 32 random bytes in base64url. */
const SECRET = /^[A-Za-z0-9_-]{43}$/

const kept = new Map<string, { session: Promise<Session | null>; readAt: number }>()

/** Starts a session and returns its secret, which is kept nowhere on the server. */
export async function startSession(
  userId: string,
  kind: Session['kind'],
  departmentId: string | null,
  device: Device
): Promise<{ secret: string; expiresAt: string }> {
  const secret = randomBytes(32).toString('base64url')
  const now = new Date()
  const expiresAt = new Date(now.getTime() + LIFETIME_MS[kind]).toISOString()
  const stored = toStored(now.toISOString())
  await execute(sql`insert into core__sessions
    (id, version, created_at, updated_at, created_by, updated_by, live, user_id, kind, secret_hash, department_id, device, ip, user_agent, last_seen_at, expires_at)
    values (${newRecordId()}, 1, ${stored}, ${stored}, ${userId}, ${userId}, '', ${userId}, ${kind}, ${hashOf(secret)}, ${departmentId},
    ${device.name?.slice(0, 100) ?? null}, ${device.ip.slice(0, 45)}, ${device.userAgent.slice(0, 255)}, ${stored}, ${toStored(expiresAt)})`)
  return { secret, expiresAt }
}

/** The live session of a secret, as it was at most a second ago; it counts as used now. */
export async function findSession(secret: string): Promise<Session | null> {
  if (!SECRET.test(secret)) return null
  const session = await freshSession(hashOf(secret))
  if (!session || !(await isLive(session))) return null
  if (Date.now() - session.lastSeenAt > SEEN_EVERY_MS) await touch(session)
  return session
}

async function freshSession(hash: string): Promise<Session | null> {
  const present = kept.get(hash)
  if (present && performance.now() - present.readAt < FRESH_MS) return present.session
  if (kept.size >= MOST_KEPT) kept.clear()
  const reading = { session: readSession(hash), readAt: performance.now() }
  kept.set(hash, reading)
  reading.session.catch(() => kept.delete(hash))
  return reading.session
}

async function readSession(hash: string): Promise<Session | null> {
  const found = await row(
    sql`select id, user_id, kind, department_id, last_seen_at, expires_at from core__sessions where secret_hash = ${hash} and live = ''`
  )
  if (!found) return null
  const moment = (stored: unknown) => Date.parse(fromStored(stored as string))
  return {
    id: found.id as string,
    userId: found.user_id as string,
    kind: found.kind as Session['kind'],
    departmentId: found.department_id as string | null,
    lastSeenAt: moment(found.last_seen_at),
    expiresAt: moment(found.expires_at),
  }
}

/** A browser left alone ends its session; a device keeps its token until it expires. */
async function isLive(session: Session): Promise<boolean> {
  const now = Date.now()
  if (now >= session.expiresAt) return false
  if (session.kind === 'token') return true
  return now - session.lastSeenAt < (await setting('security.idleMinutes')) * 60_000
}

/** Whoever only reads goes on where nothing can be written, as on a full disk. */
async function touch(session: Session): Promise<void> {
  const now = new Date()
  session.lastSeenAt = now.getTime()
  try {
    await execute(
      sql`update core__sessions set last_seen_at = ${toStored(now.toISOString())} where id = ${session.id}`
    )
  } catch (error) {
    if (!isUnavailable(error)) throw error
    logger.warn({ err: error }, 'a session could not be noted as used')
  }
}

export async function moveSession(session: Session, departmentId: string): Promise<void> {
  await execute(
    sql`update core__sessions set department_id = ${departmentId} where id = ${session.id}`
  )
  forgetSessions()
}

/** Ends one session of a person; false when they have no such session. */
export async function endSession(userId: string, id: string): Promise<boolean> {
  return (await end(and([sql`user_id = ${userId}`, sql`id = ${id}`]))) > 0
}

/** Ends all sessions of a person, except the one they are using. */
export async function endSessionsOf(userId: string, except: string | null = null): Promise<void> {
  await end(and([sql`user_id = ${userId}`, sql`id <> ${except ?? ''}`]))
}

/** Tells of the ended sessions by an event, so that their sockets close on every node. */
async function end(which: Sql): Promise<number> {
  const found = await rows(sql`select id from core__sessions where ${which} and live = ''`)
  if (found.length === 0) return 0
  const ids = found.map(({ id }) => id as string)
  const now = storedNow()
  await execute(
    sql`update core__sessions set live = id, deleted_at = ${now}, updated_at = ${now}, version = version + 1 where ${inList(sql`id`, ids)}`
  )
  await raise({ resource: 'core.sessions', type: 'deleted', ids })
  afterCommit(forgetSessions)
  return ids.length
}

/** Sessions are read again at their next use. */
export function forgetSessions(): void {
  kept.clear()
}

function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}
