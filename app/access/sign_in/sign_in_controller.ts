import type { HttpContext } from '@adonisjs/core/http'
import { appendAudit } from '#app/audit/log.ts'
import { localeOf } from '#app/texts/locale.ts'
import { requestOf } from '../authenticate.ts'
import { identityOf } from '../identity.ts'
import { giveCookies, takeCookies } from '../sessions/credentials.ts'
import { endSession } from '../sessions/session_store.ts'
import { checkOrigin } from './same_origin.ts'
import { continueSignIn, signIn, type SignInAnswer, type Visit } from './sign_in.ts'
import { textsOf } from './text_input.ts'

/** Sign-in and sign-out over HTTP (docs/api.md, "Signing in"). */
export default class SignInController {
  async login(ctx: HttpContext) {
    checkOrigin(ctx)
    const input = textsOf(ctx.request.body(), ['login', 'password'])
    return this.#answer(ctx, await signIn(input, 'cookie', visitOf(ctx)))
  }

  async tokens(ctx: HttpContext) {
    checkOrigin(ctx)
    const input = textsOf(ctx.request.body(), ['login', 'password'])
    return this.#answer(ctx, await signIn(input, 'token', visitOf(ctx)))
  }

  async continue(ctx: HttpContext) {
    checkOrigin(ctx)
    const body = ctx.request.body()
    const { ticket } = textsOf(body, ['ticket'])
    const proof = Object.hasOwn(body, 'code')
      ? textsOf(body, ['code'])
      : textsOf(body, ['password'])
    return this.#answer(ctx, await continueSignIn(ticket, proof, visitOf(ctx)))
  }

  async logout(ctx: HttpContext) {
    await endSession(ctx.actor.user.id, ctx.session.id)
    await appendAudit(ctx.actor, {
      action: 'sign_out',
      resource: 'core.users',
      record: ctx.actor.user.id,
      detail: null,
    })
    if (ctx.session.kind === 'cookie') takeCookies(ctx)
    return ctx.response.status(204).send(null)
  }

  async #answer(ctx: HttpContext, answer: SignInAnswer) {
    ctx.response.header('Cache-Control', 'no-store')
    if ('next' in answer) return { data: answer }
    const { actor, kind, secret, expiresAt } = answer
    const user = await identityOf(actor, localeOf(ctx.request))
    if (kind === 'token') return { data: { token: secret, expiresAt, user } }
    giveCookies(ctx, secret, expiresAt)
    return { data: { user } }
  }
}

function visitOf(ctx: HttpContext): Visit {
  const device: unknown = ctx.request.input('device')
  return {
    request: requestOf(ctx),
    device: {
      ip: ctx.request.ip(),
      userAgent: ctx.request.header('user-agent') ?? '',
      ...(typeof device === 'string' && device !== '' && { name: device.slice(0, 100) }),
    },
  }
}
