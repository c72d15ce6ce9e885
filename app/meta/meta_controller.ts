import type { HttpContext } from '@adonisjs/core/http'
import { answerTagged } from '#app/system/tagged_answer.ts'
import { localeOf } from '#app/texts/locale.ts'
import { metaFor } from './meta.ts'

/** `GET /api/meta`: what this person may see. */
export default class MetaController {
  async show(ctx: HttpContext) {
    return answerTagged(ctx, { data: await metaFor(ctx.actor, localeOf(ctx.request)) })
  }
}
