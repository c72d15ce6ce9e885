/** How a browser or device shows its session: a cookie it cannot read, or a bearer token. */
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { HttpContext } from '@adonisjs/core/http'
import app from '@adonisjs/core/services/app'
import type { Secret } from '@adonisjs/core/helpers'

export const SESSION_COOKIE = 'xinglin_session'
const XSRF_COOKIE = 'XSRF-TOKEN'
export const XSRF_HEADER = 'x-xsrf-token'

export interface Credentials {
  secret: string
  kind: 'cookie' | 'token'
}

/** Reads them from a request's headers; a bearer token goes before a cookie. Also used by the socket's handshake. */
export function credentialsOf(headers: {
  authorization?: string | undefined
  cookie?: string | undefined
}): Credentials | null {
  const bearer = /^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1]
  if (bearer) return { secret: bearer, kind: 'token' }
  const secret = cookieOf(headers.cookie ?? '', SESSION_COOKIE)
  return secret ? { secret, kind: 'cookie' } : null
}

function cookieOf(header: string, name: string): string | undefined {
  const found = header.split(/; */).find((part) => part.startsWith(`${name}=`))
  return found?.slice(name.length + 1)
}

/** Gives a browser its session, and the token that its unsafe requests must repeat. */
export function giveCookies({ response }: HttpContext, secret: string, expiresAt: string): void {
  const maxAge = secondsUntil(Date.parse(expiresAt))
  response.plainCookie(SESSION_COOKIE, secret, { encode: false, httpOnly: true, maxAge })
  giveXsrfCookie(response, secret, Date.parse(expiresAt))
}

export function giveXsrfCookie(
  response: HttpContext['response'],
  secret: string,
  expiresAt: number
): void {
  const maxAge = secondsUntil(expiresAt)
  response.plainCookie(XSRF_COOKIE, xsrfToken(secret), { encode: false, httpOnly: false, maxAge })
}

function secondsUntil(moment: number): number {
  return Math.max(0, Math.floor((moment - Date.now()) / 1000))
}

export function takeCookies({ response }: HttpContext): void {
  response.clearCookie(SESSION_COOKIE)
  response.clearCookie(XSRF_COOKIE)
}

/** Whether the request repeats the token, which a page of another origin cannot read. */
export function repeatsXsrfToken({ request }: HttpContext, secret: string): boolean {
  const given = Buffer.from(request.header(XSRF_HEADER) ?? '')
  const expected = Buffer.from(xsrfToken(secret))
  return given.length === expected.length && timingSafeEqual(given, expected)
}

function xsrfToken(secret: string): string {
  const key = app.config.get<Secret<string>>('app.appKey').release()
  return createHmac('sha256', key).update(`xsrf:${secret}`).digest('base64url')
}
