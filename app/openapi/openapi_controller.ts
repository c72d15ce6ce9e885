import type { HttpContext } from '@adonisjs/core/http'
import { answerTagged } from '#app/system/tagged_answer.ts'
import { localeOf } from '#app/texts/locale.ts'
import { openApiFor } from './document.ts'

export default class OpenApiController {
  /** `GET /api/openapi.json`: what this person may do. */
  async show(ctx: HttpContext) {
    return answerTagged(ctx, await openApiFor(ctx.actor, localeOf(ctx.request)))
  }
}
