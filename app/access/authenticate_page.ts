import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { problemsOf } from '#app/errors/handler.ts'
import { authenticate } from './authenticate.ts'

/** As `authenticate`, for a page: a browser without a session signs in and comes back; a program gets its 401. */
export async function authenticatePage(ctx: HttpContext, next: NextFn): Promise<unknown> {
  const { request, response } = ctx
  try {
    return await authenticate(ctx, next)
  } catch (error) {
    const wantsPage = request.header('accept')?.includes('text/html') === true
    if (problemsOf(error).status !== 401 || !wantsPage) throw error
    return response.redirect(`/login?return=${encodeURIComponent(request.url(true))}`)
  }
}
