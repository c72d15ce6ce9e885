import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import StaticMiddleware from '@adonisjs/static/static_middleware'

/** Serves built assets only: the pages beside them are templates that need a nonce before anybody may see them. */
export default class AssetsMiddleware {
  /** What the container makes the constructor's argument from. */
  static containerInjections = { _constructor: { dependencies: [StaticMiddleware] } }

  readonly #files: StaticMiddleware

  constructor(files: StaticMiddleware) {
    this.#files = files
  }

  handle(ctx: HttpContext, next: NextFn) {
    return ctx.request.url().startsWith('/assets/') ? this.#files.handle(ctx, next) : next()
  }
}
