import type { HttpContext } from '@adonisjs/core/http'
import { authorize } from '#app/access/authorize.ts'
import { reveal } from './reveal.ts'

/** `POST /api/resources/:resource/:id/reveal` `{field, reason}` → `{data: {value}}`. */
export default class RevealController {
  async store({ actor, params, request, response }: HttpContext) {
    const value = await reveal(
      authorize(actor, params.resource, 'reveal'),
      params.id,
      request.body()
    )
    response.header('Cache-Control', 'no-store')
    return { data: { value } }
  }
}
