import type { HttpContext } from '@adonisjs/core/http'
import { appendAudit } from '#app/audit/log.ts'
import { Refusal } from '#app/errors/refusal.ts'
import { setting } from '#app/settings/settings.ts'
import { isOwnPassword, setOwnPassword } from './own_password.ts'
import { countAttempt, forgiveAttempt } from './sign_in/lockout.ts'
import { enrol, hasSecondFactor, proveCode, removeSecondFactor } from './sign_in/second_factor.ts'
import { textsOf } from './sign_in/text_input.ts'

/** One's own password and second factor. */
export default class AccountController {
  async password(ctx: HttpContext) {
    const { current, password } = textsOf(ctx.request.body(), ['current', 'password'])
    await this.#prove(ctx, current, 'current')
    await setOwnPassword(ctx.actor, password)
    return ctx.response.status(204).send(null)
  }

  async secondFactor({ actor }: HttpContext) {
    return {
      data: {
        active: await hasSecondFactor(actor.user.id),
        policy: await setting('security.secondFactor'),
      },
    }
  }

  /** A secret for the authenticator app; it counts once `confirm` is shown a code of it. */
  async enrol({ actor, response }: HttpContext) {
    if ((await setting('security.secondFactor')) === 'none') throw new Refusal('E_FORBIDDEN')
    if (await hasSecondFactor(actor.user.id)) throw new Refusal('E_CONFLICT')
    response.header('Cache-Control', 'no-store')
    return { data: await enrol(actor.user.id, actor.user.login) }
  }

  async confirm(ctx: HttpContext) {
    const { code } = textsOf(ctx.request.body(), ['code'])
    const { id, login } = ctx.actor.user
    await countAttempt(login)
    if (!(await proveCode(id, code))) throw new Refusal([{ code: 'E_INVALID', field: 'code' }])
    await forgiveAttempt(login)
    await this.#tell(ctx, 'second_factor_added')
    return ctx.response.status(204).send(null)
  }

  async remove(ctx: HttpContext) {
    const { password } = textsOf(ctx.request.body(), ['password'])
    await this.#prove(ctx, password, 'password')
    await removeSecondFactor(ctx.actor.user.id)
    await this.#tell(ctx, 'second_factor_removed')
    return ctx.response.status(204).send(null)
  }

  /** A stolen session must not be enough to guess the password: guesses count like those at sign-in. */
  async #prove({ actor }: HttpContext, password: string, field: string): Promise<void> {
    await countAttempt(actor.user.login)
    if (!(await isOwnPassword(actor, password)))
      throw new Refusal([{ code: 'E_INVALID', field, meta: { reason: 'wrongPassword' } }])
    await forgiveAttempt(actor.user.login)
  }

  async #tell({ actor }: HttpContext, action: string): Promise<void> {
    await appendAudit(actor, {
      action,
      resource: 'core.users',
      record: actor.user.id,
      detail: null,
    })
  }
}
