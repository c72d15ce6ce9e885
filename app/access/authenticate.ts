/** The middleware of every signed-in route: who asks, by which session, and that the browser meant to. */
import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { Refusal } from '#app/errors/refusal.ts'
import type { Actor } from './grant.ts'
import { credentialsOf, repeatsXsrfToken } from './sessions/credentials.ts'
import { findSession, type Session } from './sessions/session_store.ts'
import { actorOf } from './snapshot.ts'

declare module '@adonisjs/core/http' {
  interface HttpContext {
    /** The signed-in person; set on every route that uses `authenticate`. */
    actor: Actor & { user: NonNullable<Actor['user']> }
    session: Session
  }
}

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])

/** 401 without a live session of an active account; 403 E_CSRF for an unsafe request that a page elsewhere may have sent. */
export async function authenticate(ctx: HttpContext, next: NextFn): Promise<unknown> {
  const credentials = credentialsOf(ctx.request.headers())
  const session = credentials && (await findSession(credentials.secret))
  if (!session || session.kind !== credentials.kind) throw new Refusal('E_UNAUTHENTICATED')
  if (
    session.kind === 'cookie' &&
    !SAFE.has(ctx.request.method()) &&
    !repeatsXsrfToken(ctx, credentials.secret)
  )
    throw new Refusal('E_CSRF')
  const request = { ...requestOf(ctx), session: session.id }
  ctx.session = session
  ctx.actor = (await actorOf(session.userId, session.departmentId, request)) as HttpContext['actor']
  return next()
}

/** What the audit log keeps of a request. */
export function requestOf({ request }: HttpContext): { id: string; ip: string } {
  return { id: request.id() ?? '', ip: request.ip() }
}
