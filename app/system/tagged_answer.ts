import { createHash } from 'node:crypto'
import type { HttpContext } from '@adonisjs/core/http'

/** JSON with an ETag in the caller's language, so that a second look costs nothing. */
export function answerTagged({ request, response }: HttpContext, body: unknown): void {
  const text = JSON.stringify(body)
  const etag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"`
  response
    .header('ETag', etag)
    .header('Cache-Control', 'private, no-cache')
    .header('Vary', 'Accept-Language')
  if (request.header('if-none-match') === etag) return response.status(304).send(null)
  return response.header('Content-Type', 'application/json; charset=utf-8').send(text)
}
