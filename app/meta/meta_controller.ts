import { createHash } from 'node:crypto'
import type { HttpContext } from '@adonisjs/core/http'
import { localeOf } from '#app/texts/locale.ts'
import { metaFor } from './meta.ts'

/** `GET /api/meta`: what this person may see, with an ETag so that a second look costs nothing. */
export default class MetaController {
  async show({ actor, request, response }: HttpContext) {
    const text = JSON.stringify({ data: await metaFor(actor, localeOf(request)) })
    const etag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"`
    response
      .header('ETag', etag)
      .header('Cache-Control', 'private, no-cache')
      .header('Vary', 'Accept-Language')
    if (request.header('if-none-match') === etag) return response.status(304).send(null)
    return response.header('Content-Type', 'application/json; charset=utf-8').send(text)
  }
}
