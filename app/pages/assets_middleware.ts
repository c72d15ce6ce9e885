import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import sirv from 'sirv'
import { adminBuild } from './admin_build.ts'

type Serve = ReturnType<typeof sirv>

/**
 * Reads the names of all assets, so one is made for each state of the build: the framework makes a new middleware for
 * every request. A name of a former build must be gone with its file, at which sirv would end the process.
 */
let made: { state: string; serve: Serve } | undefined

/** Undefined where the admin has not been built. */
function currentServe(): Serve | undefined {
  const build = adminBuild()
  if (!build) return undefined
  if (made?.state !== build.state) made = { state: build.state, serve: makeServe(build.folder) }
  return made.serve
}

function makeServe(folder: string): Serve {
  return sirv(folder, {
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
    const serve = currentServe()
    if (!serve) return next()
    return new Promise((resolve, reject) => {
      response.response.once('close', resolve)
      serve(request.request, response.response, () => Promise.resolve(next()).then(resolve, reject))
    })
  }
}
