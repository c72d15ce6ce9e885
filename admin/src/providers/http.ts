/**
 * Talks to the server: JSON in and out, the session's CSRF token on every unsafe call, refusals as `ApiError`.
 * Knows nothing of React, so the sign-in page uses it too.
 */
import type { ErrorItem } from '@xinglin/contracts'
import { connection } from './connection.ts'
import { failureText } from './failure_text.ts'

/** A refusal of the server, or status 0 when it could not be reached. Fits Refine's `HttpError`. */
export class ApiError extends Error {
  readonly status: number
  readonly items: ErrorItem[]
  /** Seconds the server asks to wait (429, 503). */
  readonly retryAfter: number | undefined

  constructor(status: number, items: ErrorItem[], retryAfter?: number) {
    super(items[0]?.message ?? failureText(status))
    this.name = 'ApiError'
    this.status = status
    this.items = items
    this.retryAfter = retryAfter
  }

  get statusCode(): number {
    return this.status
  }

  get code(): string | undefined {
    return this.items[0]?.code
  }

  /** What is wrong, by field, for forms. */
  get errors(): Record<string, string[]> | undefined {
    const byField: Record<string, string[]> = {}
    for (const { field, message } of this.items) {
      if (field) (byField[field] ??= []).push(message)
    }
    return Object.keys(byField).length ? byField : undefined
  }
}

export interface RequestOptions {
  signal?: AbortSignal
  headers?: Record<string, string>
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** Each call resolves with the answer's JSON (`undefined` for 204) or rejects with `ApiError`. */
export const http = {
  get: <T>(path: string, options?: RequestOptions) => send<T>('GET', path, undefined, options),
  post: <T>(path: string, body?: unknown, options?: RequestOptions) =>
    send<T>('POST', path, body, options),
  put: <T>(path: string, body?: unknown, options?: RequestOptions) =>
    send<T>('PUT', path, body, options),
  patch: <T>(path: string, body?: unknown, options?: RequestOptions) =>
    send<T>('PATCH', path, body, options),
  delete: <T>(path: string, body?: unknown, options?: RequestOptions) =>
    send<T>('DELETE', path, body, options),
}

/** The CSRF token the server put into a cookie, to be sent back as `X-XSRF-TOKEN`. */
export function xsrfToken(): string | undefined {
  const cookie = document.cookie.split('; ').find((part) => part.startsWith('XSRF-TOKEN='))
  return cookie && decodeURIComponent(cookie.slice('XSRF-TOKEN='.length))
}

let onSessionEnd: () => void = () => {}

/** What to do when the server says that nobody is signed in any more. Returns what takes it back. */
export function whenSessionEnds(act: () => void): () => void {
  const before = onSessionEnd
  onSessionEnd = act
  return () => {
    onSessionEnd = before
  }
}

async function send<T>(
  method: Method,
  path: string,
  body: unknown,
  options: RequestOptions = {}
): Promise<T> {
  const response = await reach(path, {
    method,
    signal: options.signal,
    headers: { ...headersFor(method, body), ...options.headers },
    body: body === undefined ? undefined : JSON.stringify(body),
  })
  if (response.ok) {
    connection.report('online')
    return (response.status === 204 ? undefined : await response.json()) as T
  }
  const error = new ApiError(response.status, await errorItems(response), secondsToWait(response))
  if (error.status === 503) connection.report('unavailable')
  if (error.code === 'E_UNAUTHENTICATED') onSessionEnd()
  throw error
}

async function reach(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, { ...init, credentials: 'same-origin' })
  } catch (error) {
    if (init.signal?.aborted) throw error
    connection.report(navigator.onLine ? 'unavailable' : 'offline')
    throw new ApiError(0, [])
  }
}

function headersFor(method: Method, body: unknown): Record<string, string> {
  const headers: Record<string, string> = {
    'Accept': 'application/json',
    'Accept-Language': document.documentElement.lang,
  }
  if (body !== undefined) headers['Content-Type'] = 'application/json'
  const token = method === 'GET' ? undefined : xsrfToken()
  if (token) headers['X-XSRF-TOKEN'] = token
  return headers
}

/** A proxy in between may answer something else than our errors. */
async function errorItems(response: Response): Promise<ErrorItem[]> {
  try {
    const { errors } = (await response.json()) as { errors?: ErrorItem[] }
    return Array.isArray(errors) ? errors : []
  } catch {
    return []
  }
}

function secondsToWait(response: Response): number | undefined {
  const seconds = Number(response.headers.get('Retry-After'))
  return seconds > 0 ? seconds : undefined
}
