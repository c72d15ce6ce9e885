import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'

/** Headers every answer carries: nothing is sniffed, framed elsewhere or told to other sites. */
export default class HeadersMiddleware {
  handle({ response, request }: HttpContext, next: NextFn) {
    response.header('X-Content-Type-Options', 'nosniff')
    response.header('Referrer-Policy', 'same-origin')
    response.header('X-Frame-Options', 'SAMEORIGIN')
    if (request.secure()) response.header('Strict-Transport-Security', 'max-age=31536000')
    if (request.url().startsWith('/api/')) response.header('Cache-Control', 'private, no-store')
    return next()
  }
}
