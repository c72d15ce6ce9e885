import { createHash } from 'node:crypto'
import type { HttpContext } from '@adonisjs/core/http'
import { allRegions } from './regions.ts'

let answer: { body: string; tag: string } | undefined

/** `GET /api/regions`: the whole tree; it changes only with a release. */
export default class RegionsController {
  index({ request, response }: HttpContext) {
    answer ??= prepared()
    response.header('ETag', answer.tag)
    response.header('Cache-Control', 'private, max-age=86400')
    if (request.header('If-None-Match') === answer.tag) return response.status(304).send('')
    return response.type('application/json').send(answer.body)
  }
}

function prepared() {
  const body = JSON.stringify({ data: allRegions() })
  return { body, tag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"` }
}
