import type { HttpContext } from '@adonisjs/core/http'
import { appendAudit } from '#app/audit/log.ts'
import { transaction } from '#app/database/store.ts'
import { Refusal } from '#app/errors/refusal.ts'
import { isRecordId } from '#app/database/record_id.ts'
import { lockRecord } from '#app/resources/write/record.ts'
import { authorize } from './authorize.ts'
import { refuseStronger } from './rules/accounts.ts'
import { sessionsOf } from './sessions/own_sessions.ts'
import { endSessionsOf } from './sessions/session_store.ts'
import { clearAttempts, lockedUntil } from './sign_in/lockout.ts'
import { hasSecondFactor, removeSecondFactor } from './sign_in/second_factor.ts'

/** What those who may change an account do for the person who cannot get in, or must be kept out. */
export default class AccountCareController {
  /** How the account stands: locked after failures, by what it signs in, where it is signed in. */
  async show(ctx: HttpContext) {
    const { id, login } = await this.#account(ctx)
    const sessions = await sessionsOf(id, ctx.session.id)
    return {
      data: {
        lockedUntil: await lockedUntil(login),
        secondFactor: await hasSecondFactor(id),
        sessions,
      },
    }
  }

  async unlock(ctx: HttpContext) {
    return this.#change(ctx, 'unlocked', ({ login }) => clearAttempts(login))
  }

  async endSessions(ctx: HttpContext) {
    return this.#change(ctx, 'end_sessions', ({ id }) =>
      endSessionsOf(id, id === ctx.actor.user.id ? ctx.session.id : null)
    )
  }

  /** For a lost phone. One's own is removed by one's password instead. */
  async removeSecondFactor(ctx: HttpContext) {
    return this.#change(ctx, 'second_factor_removed', async ({ id }) => {
      const own = ctx.actor.user.id
      if (id === own) throw new Refusal('E_CONFLICT', { reason: 'ownAccount' })
      // As good as a new password to whoever knows the old one.
      await lockRecord(authorize(ctx.actor, 'core.users', 'update'), id, ['password'])
      await refuseStronger(own, [id])
      await removeSecondFactor(id)
    })
  }

  async #change(ctx: HttpContext, action: string, act: (account: Account) => Promise<void>) {
    await transaction(async () => {
      const account = await this.#account(ctx)
      await act(account)
      const line = { action, resource: 'core.users', record: account.id, detail: null }
      await appendAudit(ctx.actor, line)
    })
    return ctx.response.status(204).send(null)
  }

  /** The account, for somebody who may change it. @throws 404 or 403 as for the change itself */
  async #account({ actor, params }: HttpContext): Promise<Account> {
    const grant = authorize(actor, 'core.users', 'update')
    if (!isRecordId(params.id)) throw new Refusal('E_NOT_FOUND')
    const { id, values } = await transaction(() => lockRecord(grant, params.id, []))
    return { id, login: String(values.login) }
  }
}

interface Account {
  id: string
  login: string
}
