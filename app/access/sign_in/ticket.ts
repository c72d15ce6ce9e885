import encryption from '@adonisjs/core/services/encryption'
import { Refusal } from '#app/errors/refusal.ts'

/** A sign-in that is under way: what was proved, and what it shall become. Sealed, so that nobody else can make one. */
export interface Ticket {
  userId: string
  login: string
  kind: 'cookie' | 'token'
  device: string | null
  next: 'totp' | 'password'
}

const LIFETIME = '10 minutes'
const PURPOSE = 'sign_in'

export function sealTicket(ticket: Ticket): string {
  return encryption.encrypt(ticket, { expiresIn: LIFETIME, purpose: PURPOSE })
}

/** @throws 401 for one that is too old or not ours: the sign-in begins anew */
export function openTicket(sealed: string): Ticket {
  const ticket = encryption.decrypt<Ticket>(sealed, PURPOSE)
  if (!ticket) throw new Refusal('E_UNAUTHENTICATED', { reason: 'ticket' })
  return ticket
}
