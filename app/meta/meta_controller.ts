import type { HttpContext } from '@adonisjs/core/http'
import { authorize } from '#app/access/authorize.ts'
import AccessPolicy from '#app/access/policies/access_policy.ts'
import { bouncerOf } from '#app/access/policies/bouncer.ts'
import { answerTagged } from '#app/system/tagged_answer.ts'
import { localeOf } from '#app/texts/locale.ts'
import { catalogue } from './catalogue.ts'
import { menuTargets } from './menu_targets.ts'
import { metaFor } from './meta.ts'

/** `GET /api/meta`: what this person may see. */
export default class MetaController {
  async show(ctx: HttpContext) {
    return answerTagged(ctx, { data: await metaFor(ctx.actor, localeOf(ctx.request)) })
  }

  /** What there is to grant; for those who keep the grants. */
  async catalogue({ actor, request }: HttpContext) {
    await bouncerOf(actor).with(AccessPolicy).authorize('explain')
    return { data: catalogue(localeOf(request)) }
  }

  /** `GET /api/menus/targets`: where a menu can lead, for those who keep the menus. */
  async menuTargets({ actor, request }: HttpContext) {
    authorize(actor, 'core.menus', 'update')
    return { data: menuTargets(localeOf(request)) }
  }
}
