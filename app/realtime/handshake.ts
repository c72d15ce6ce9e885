import { actorOf } from '#app/access/snapshot.ts'
import { credentialsOf } from '#app/access/sessions/credentials.ts'
import { findSession, type Session } from '#app/access/sessions/session_store.ts'
import { isOurOrigin } from '#app/access/sign_in/same_origin.ts'
import { userRoom, type Connection } from './connection.ts'

/**
 * Lets a socket in that shows a live session: a token (`auth:{token}` or a header), or the cookie, which a browser
 * sends from any page and so counts only from one of our own.
 */
export async function admit(socket: Connection, next: (error?: Error) => void): Promise<void> {
  try {
    const session = await sessionOf(socket)
    if (!session) return next(new Error('E_UNAUTHENTICATED'))
    await actorOf(session.userId, session.departmentId)
    const english = /^\s*en\b/i.test(socket.handshake.headers['accept-language'] ?? '')
    // A copy: the store keeps its own up to date only while the session is asked for.
    Object.assign(socket.data, {
      session: { ...session },
      locale: english ? 'en' : 'zh-CN',
      subscriptions: new Map(),
    })
    await socket.join(userRoom(session.userId))
    next()
  } catch {
    next(new Error('E_UNAUTHENTICATED'))
  }
}

async function sessionOf({ handshake }: Connection): Promise<Session | null> {
  const given: unknown = handshake.auth.token
  if (given !== undefined) return typeof given === 'string' ? ofKind('token', given) : null
  const credentials = credentialsOf(handshake.headers)
  if (!credentials) return null
  const { origin, host } = handshake.headers
  if (credentials.kind === 'cookie' && (!origin || !isOurOrigin(origin, host))) return null
  return ofKind(credentials.kind, credentials.secret)
}

async function ofKind(kind: Session['kind'], secret: string): Promise<Session | null> {
  const session = await findSession(secret)
  return session?.kind === kind ? session : null
}
