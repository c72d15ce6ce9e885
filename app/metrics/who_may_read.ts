import { timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'

interface Reader {
  /** The other end of the connection itself: nothing a request says of its origin counts. */
  remoteAddress: string | undefined
  headers: IncomingHttpHeaders
}

const LOOPBACK = /^(::ffff:)?127\.|^::1$/
/** Set by proxies: a request that carries one came from somewhere else, whatever it says. */
const PASSED_ON = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'] as const

/** A process on this machine, or one that shows the token. */
export function mayReadMetrics({ remoteAddress, headers }: Reader, token?: string): boolean {
  if (token && showsToken(headers.authorization, token)) return true
  const passedOn = PASSED_ON.some((name) => headers[name] !== undefined)
  return !passedOn && LOOPBACK.test(remoteAddress ?? '')
}

function showsToken(authorization: string | undefined, token: string): boolean {
  const given = Buffer.from(/^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1] ?? '')
  const expected = Buffer.from(token)
  return given.length === expected.length && timingSafeEqual(given, expected)
}
