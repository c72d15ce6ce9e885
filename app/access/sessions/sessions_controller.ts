import type { HttpContext } from '@adonisjs/core/http'
import { appendAudit } from '#app/audit/log.ts'
import { Refusal } from '#app/errors/refusal.ts'
import { localeOf } from '#app/texts/locale.ts'
import { isRecordId } from '#app/database/record_id.ts'
import { identityOf } from '../identity.ts'
import { textsOf } from '../sign_in/text_input.ts'
import { actorOf } from '../snapshot.ts'
import { credentialsOf, giveXsrfCookie } from './credentials.ts'
import { sessionsOf } from './own_sessions.ts'
import { endSession, moveSession } from './session_store.ts'

/** The person's own sessions, and the department they work in now. */
export default class SessionsController {
  /** Who am I; a browser gets its XSRF token again. */
  async me(ctx: HttpContext) {
    const { actor, session, request, response } = ctx
    const credentials = credentialsOf(request.headers())!
    if (session.kind === 'cookie') giveXsrfCookie(response, credentials.secret, session.expiresAt)
    response.header('Cache-Control', 'no-store')
    return { data: await identityOf(actor, localeOf(request)) }
  }

  async index({ actor, session }: HttpContext) {
    return { data: await sessionsOf(actor.user.id, session.id) }
  }

  async destroy(ctx: HttpContext) {
    const { actor, params, response } = ctx
    const ended = isRecordId(params.id) && (await endSession(actor.user.id, params.id))
    if (!ended) throw new Refusal('E_NOT_FOUND')
    await appendAudit(actor, {
      action: 'end_session',
      resource: 'core.sessions',
      record: params.id,
      detail: null,
    })
    return response.status(204).send(null)
  }

  async department(ctx: HttpContext) {
    const { department } = textsOf(ctx.request.body(), ['department'])
    if (!ctx.actor.user.departmentIds.includes(department))
      throw new Refusal([{ code: 'E_RELATION', field: 'department' }])
    await moveSession(ctx.session, department)
    const actor = await actorOf(ctx.session.userId, department, ctx.actor.request)
    return { data: await identityOf(actor, localeOf(ctx.request)) }
  }
}
