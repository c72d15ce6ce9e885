import app from '@adonisjs/core/services/app'
import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'

/** Headers every answer carries: nothing is sniffed, framed elsewhere or told to other sites. */
export default class HeadersMiddleware {
  async handle({ response, request }: HttpContext, next: NextFn) {
    response.header('X-Content-Type-Options', 'nosniff')
    response.header('Referrer-Policy', 'same-origin')
    response.header('X-Frame-Options', 'SAMEORIGIN')
    if (request.secure()) response.header('Strict-Transport-Security', 'max-age=31536000')
    if (request.url().startsWith('/api/')) response.header('Cache-Control', 'private, no-store')
    await next()
    // An ending process would wait seconds for what else might come on this connection.
    if (app.isTerminating) response.header('Connection', 'close')
  }
}
