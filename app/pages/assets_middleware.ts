import app from '@adonisjs/core/services/app'
import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import sirv from 'sirv'

type Serve = ReturnType<typeof sirv>

/** Reads the names of all assets, so it is made once: the framework makes a new middleware for every request. */
let serve: Serve | undefined

function makeServe(): Serve {
  return sirv(app.makePath('build', 'admin'), {
    brotli: true,
    gzip: true,
    etag: true,
    // A name carries its content's hash, so browsers keep the file for good.
    maxAge: 31_536_000,
    immutable: true,
    setHeaders: (response) => response.setHeader('X-Content-Type-Options', 'nosniff'),
  })
}

/**
 * Serves built assets, compressed where the build left a `.br` or `.gz` beside them. Only assets: the pages in the
 * same folder are templates that need a nonce before anybody may see them.
 */
export default class AssetsMiddleware {
  handle({ request, response }: HttpContext, next: NextFn) {
    if (!request.url().startsWith('/assets/')) return next()
    return new Promise((resolve, reject) => {
      response.response.once('close', resolve)
      serve ??= makeServe()
      serve(request.request, response.response, () => Promise.resolve(next()).then(resolve, reject))
    })
  }
}
