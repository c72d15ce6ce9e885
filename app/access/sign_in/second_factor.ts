/** One-time codes by time (TOTP, RFC 6238) as authenticator apps show them. */
import encryption from '@adonisjs/core/services/encryption'
import { Secret, TOTP } from 'otpauth'
import { sql } from '#app/database/sql.ts'
import { execute, row, transaction } from '#app/database/store.ts'
import { setting } from '#app/settings/settings.ts'
import { organisation } from '../organisation.ts'
import type { Actor } from '../grant.ts'

export interface Enrolment {
  secret: string
  url: string
}

const PERIOD_S = 30
const SECRET_BYTES = 20
const PURPOSE = 'second_factor'
/** Who needs one where the setting says `required`. */
const REQUIRED_ROLES = new Set([
  'administrator',
  'system_administrator',
  'security_administrator',
  'auditor',
  'doctor',
])

/** Whether this person proves a second factor at sign-in: they have one, or must now get one. */
export async function secondFactorOf(actor: Actor): Promise<'none' | 'present' | 'missing'> {
  const wanted = await setting('security.secondFactor')
  if (wanted === 'none') return 'none'
  if (await hasSecondFactor(actor.user!.id)) return 'present'
  if (wanted === 'offered') return 'none'
  const { roles } = await organisation()
  const needed = actor.user!.roleIds.some((id) => REQUIRED_ROLES.has(roles.get(id)?.code ?? ''))
  return needed ? 'missing' : 'none'
}

export async function hasSecondFactor(userId: string): Promise<boolean> {
  const found = await row(sql`select confirmed from core__second_factors where user_id = ${userId}`)
  return Number(found?.confirmed ?? 0) === 1
}

/** Makes a new secret; it counts once a code of it is shown. */
export async function enrol(userId: string, login: string): Promise<Enrolment> {
  const secret = new Secret({ size: SECRET_BYTES })
  const sealed = encryption.encrypt(secret.base32, { purpose: PURPOSE })
  const issuer = await setting('hospital.name')
  await transaction(async () => {
    await execute(
      sql`delete from core__second_factors where user_id = ${userId} and confirmed = ${0}`
    )
    await execute(
      sql`insert into core__second_factors (user_id, secret, confirmed, last_step) values (${userId}, ${sealed}, ${0}, ${0})`
    )
  })
  return { secret: secret.base32, url: codesOf(secret, login, issuer).toString() }
}

/** Whether the code is right now and was not used before; the first right one confirms the enrolment. */
export async function proveCode(userId: string, code: string): Promise<boolean> {
  const found = await row(sql`select secret from core__second_factors where user_id = ${userId}`)
  const secret = found && encryption.decrypt<string>(found.secret as string, PURPOSE)
  if (!secret || !/^\d{6}$/.test(code)) return false
  const delta = codesOf(Secret.fromBase32(secret)).validate({ token: code, window: 1 })
  if (delta === null) return false
  const step = Math.floor(Date.now() / 1000 / PERIOD_S) + delta
  // One statement, so that of two requests with the same code only one wins.
  const used = await execute(
    sql`update core__second_factors set last_step = ${step}, confirmed = ${1} where user_id = ${userId} and last_step < ${step}`
  )
  return used === 1
}

export async function removeSecondFactor(userId: string): Promise<void> {
  await execute(sql`delete from core__second_factors where user_id = ${userId}`)
}

function codesOf(secret: Secret, label = '', issuer = ''): TOTP {
  return new TOTP({ secret, period: PERIOD_S, digits: 6, algorithm: 'SHA1', label, issuer })
}
