/** The calls of signing in. Each answers with the next step, or with the person once there is none. */
import type { Identity } from '@xinglin/contracts'
import { http } from '../providers/http.ts'

/** The secret for an authenticator app, for somebody who needs a second factor and has none yet. */
export interface Enrolment {
  secret: string
  url: string
}

export interface PendingStep {
  next: 'totp' | 'password'
  ticket: string
  enrol?: Enrolment
}

export type SignInAnswer = { user: Identity } | PendingStep

export async function signIn(login: string, password: string): Promise<SignInAnswer> {
  return (await http.post<{ data: SignInAnswer }>('/api/auth/login', { login, password })).data
}

/** Second factor. */
export async function proveCode(ticket: string, code: string): Promise<SignInAnswer> {
  return (await http.post<{ data: SignInAnswer }>('/api/auth/continue', { ticket, code })).data
}

/** A new password in place of one that must not be used any longer. */
export async function replacePassword(ticket: string, password: string): Promise<SignInAnswer> {
  return (await http.post<{ data: SignInAnswer }>('/api/auth/continue', { ticket, password })).data
}
