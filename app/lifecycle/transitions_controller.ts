import type { HttpContext } from '@adonisjs/core/http'
import { authorize, authorizeTransition } from '#app/access/authorize.ts'
import { transaction } from '#app/database/store.ts'
import { once } from '#app/resources/operations/idempotency.ts'
import { askWritten } from '#app/resources/operations/written.ts'
import { readVersion } from '#app/resources/read_version.ts'
import { timeline } from './timeline.ts'
import { ISOLATION, transition } from './transition.ts'

export default class TransitionsController {
  async store(ctx: HttpContext) {
    const { actor, params, request } = ctx
    const grant = authorizeTransition(actor, params.resource, params.name)
    const { version: _, ...body } = request.body()
    const version = readVersion(request) ?? null
    const answer = await transaction(
      () =>
        once(
          actor,
          request,
          (written) => askWritten(grant, written),
          (finish) => transition(grant, params.id, body, version, finish)
        ),
      ISOLATION
    )
    return { data: await answer() }
  }

  async timeline({ actor, params }: HttpContext) {
    return { data: await timeline(authorize(actor, params.resource, 'read'), params.id) }
  }
}
