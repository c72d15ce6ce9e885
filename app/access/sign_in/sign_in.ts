/** From a login name and a password to a session, over the further steps that an account may need. */
import hash from '@adonisjs/core/services/hash'
import { appendAudit } from '#app/audit/log.ts'
import { sql } from '#app/database/sql.ts'
import { forUpdate, row, transaction } from '#app/database/store.ts'
import { Refusal } from '#app/errors/refusal.ts'
import { setOwnPassword } from '../own_password.ts'
import type { Actor } from '../grant.ts'
import { startSession, type Device } from '../sessions/session_store.ts'
import { actorOf } from '../snapshot.ts'
import { checkAddress, countFailure } from './address_limit.ts'
import { clearAttempts, countAttempt, forgiveAttempt } from './lockout.ts'
import { enrol, proveCode, secondFactorOf, type Enrolment } from './second_factor.ts'
import { openTicket, sealTicket, type Ticket } from './ticket.ts'

export interface Visit {
  request: NonNullable<Actor['request']>
  device: Device
}
/** Signed in, or the step that is still to be done. */
export type SignInAnswer =
  | { actor: Actor; kind: Ticket['kind']; secret: string; expiresAt: string }
  | { next: Ticket['next']; ticket: string; enrol?: Enrolment }

interface Account {
  id: string
  login: string
  mustChangePassword: boolean
}

/** @throws 401 alike for a wrong password, an unknown and a stopped account; 429 after too many */
export async function signIn(
  input: { login: string; password: string },
  kind: Ticket['kind'],
  visit: Visit
): Promise<SignInAnswer> {
  const login = input.login.trim().toLowerCase()
  const account = await guarded(login, visit, () => checkPassword(login, input.password))
  const actor = await actorOf(account.id, null, visit.request)
  const ticket = { userId: account.id, login, kind, device: visit.device.name ?? null }
  const factor = await secondFactorOf(actor)
  if (factor !== 'none') {
    await forgiveAttempt(login)
    const answer = { next: 'totp' as const, ticket: sealTicket({ ...ticket, next: 'totp' }) }
    return factor === 'present' ? answer : { ...answer, enrol: await enrol(account.id, login) }
  }
  return account.mustChangePassword ? askForPassword(ticket) : finish(actor, ticket, visit)
}

/** The step a ticket waits for: a one-time code, or a new password. */
export async function continueSignIn(
  sealed: string,
  given: { code?: string; password?: string },
  visit: Visit
): Promise<SignInAnswer> {
  const ticket = openTicket(sealed)
  if (ticket.next === 'password') return replacePassword(ticket, given.password, visit)
  const { code } = given
  if (!code) throw new Refusal([{ code: 'E_REQUIRED', field: 'code' }])
  await guarded(ticket.login, visit, async () => (await proveCode(ticket.userId, code)) || null)
  const actor = await actorOf(ticket.userId, null, visit.request)
  return (await mustChangePassword(ticket.userId))
    ? askForPassword(ticket)
    : finish(actor, ticket, visit)
}

async function replacePassword(
  ticket: Ticket,
  password: string | undefined,
  visit: Visit
): Promise<SignInAnswer> {
  if (!password) throw new Refusal([{ code: 'E_REQUIRED', field: 'password' }])
  const actor = await actorOf(ticket.userId, null, visit.request)
  await transaction(async () => {
    // A ticket is good for one new password: once it is set, the account no longer asks for one.
    if (!(await mustChangePassword(ticket.userId)))
      throw new Refusal('E_UNAUTHENTICATED', { reason: 'ticket' })
    await setOwnPassword(actor, password)
  })
  return finish(actor, ticket, visit)
}

function askForPassword(ticket: Omit<Ticket, 'next'>): SignInAnswer {
  return { next: 'password', ticket: sealTicket({ ...ticket, next: 'password' }) }
}

async function finish(
  actor: Actor,
  { login, kind, device }: Omit<Ticket, 'next'>,
  visit: Visit
): Promise<SignInAnswer> {
  await clearAttempts(login)
  const { id, departmentId } = actor.user!
  const named = device === null ? visit.device : { ...visit.device, name: device }
  const session = await startSession(id, kind, departmentId, named)
  await appendAudit(actor, {
    action: 'sign_in',
    resource: 'core.users',
    record: id,
    detail: { kind },
  })
  return { actor, kind, ...session }
}

/** Runs a proof that may be guessed at: counted before it is looked at, and every failure leaves a line. */
async function guarded<T>(
  login: string,
  { request }: Visit,
  prove: () => Promise<T | null>
): Promise<T> {
  const tell = (action: string) =>
    appendAudit(
      { user: null, request },
      {
        action,
        resource: 'core.users',
        record: null,
        detail: { login: login.slice(0, 64) },
      }
    )
  try {
    await checkAddress(request.ip)
    await countAttempt(login)
  } catch (error) {
    if (error instanceof Refusal) await tell('sign_in_blocked')
    throw error
  }
  const proved = await prove()
  if (proved !== null) return proved
  await countFailure(request.ip)
  await tell('sign_in_failed')
  throw new Refusal('E_INVALID_CREDENTIALS')
}

/** Takes as long for an account that is not there. */
async function checkPassword(login: string, password: string): Promise<Account | null> {
  const found = await row(
    sql`select id, password, must_change_password from core__users where login = ${login} and live = '' and status = 'active'`
  )
  // Made at the first attempt of all, whoever that is for.
  const nobodys = await dummyHash()
  const stored = (found?.password as string | null | undefined) ?? nobodys
  const right = await hash.verify(stored, password)
  if (!right || !found?.password) return null
  return {
    id: found.id as string,
    login,
    mustChangePassword: Number(found.must_change_password ?? 0) === 1,
  }
}

let dummy: Promise<string> | null = null
function dummyHash(): Promise<string> {
  dummy ??= hash.make('nobody has this password')
  return dummy
}

/** Locked until the end of a transaction: what somebody else is setting just now counts. */
async function mustChangePassword(userId: string): Promise<boolean> {
  const found = await row(
    forUpdate(
      sql`select must_change_password from core__users where id = ${userId} and live = '' and status = 'active'`
    )
  )
  return Number(found?.must_change_password ?? 0) === 1
}
