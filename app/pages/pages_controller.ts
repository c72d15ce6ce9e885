import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import app from '@adonisjs/core/services/app'
import type { HttpContext } from '@adonisjs/core/http'
import { Refusal } from '#app/errors/refusal.ts'
import { localeOf } from '#app/texts/locale.ts'
import { translate } from '#app/texts/texts.ts'
import { adminBuild } from './admin_build.ts'

const pages = new Map<Name, { state: string; html: Promise<string | null> }>()

/** Calls and files. */
const NO_PAGE = /^\/(api|installed)\/|\.[^/]*$/

type Name = 'login' | 'index' | 'api_docs'

/** The page as it is built now; null where the admin has not been built. */
function page(name: Name): Promise<string | null> {
  const build = adminBuild()
  if (!build) return Promise.resolve(null)
  const known = pages.get(name)
  if (known?.state === build.state) return known.html
  const html = readFile(join(build.folder, `${name}.html`), 'utf8').catch(nullWhereMissing)
  pages.set(name, { state: build.state, html })
  // Read again at the next request: the build may not be through.
  const forget = () => pages.delete(name)
  html.then((text) => text ?? forget(), forget)
  return html
}

function nullWhereMissing(error: NodeJS.ErrnoException): null {
  if (error.code !== 'ENOENT') throw error
  return null
}

/** The HTML pages: signing in, the shell of everything behind it, and the API's reference. */
export default class PagesController {
  signIn(ctx: HttpContext) {
    return answer(ctx, 'login')
  }

  shell(ctx: HttpContext) {
    return answer(ctx, 'index')
  }

  /** To a person the shell says so, with the way back; to a program it is a refusal. */
  unknown(ctx: HttpContext) {
    const { request, response } = ctx
    const isPage = request.header('accept')?.includes('text/html') && !NO_PAGE.test(request.url())
    if (!isPage) throw new Refusal('E_NOT_FOUND')
    response.status(404)
    return answer(ctx, 'index')
  }

  apiDocs(ctx: HttpContext) {
    return answer(ctx, 'api_docs')
  }
}

async function answer({ request, response }: HttpContext, name: Name) {
  const template = await page(name)
  if (template === null)
    return response
      .status(503)
      .header('Content-Type', 'text/plain; charset=utf-8')
      .header('Cache-Control', 'no-store')
      .send(translate(localeOf(request), 'pages.notBuilt'))
  const nonce = randomBytes(16).toString('base64')
  const html = template
    .replaceAll('__CSP_NONCE__', nonce)
    .replaceAll('__DEMO__', String(app.config.get('app.demo')))
  return response
    .header('Content-Type', 'text/html; charset=utf-8')
    .header('Content-Security-Policy', contentSecurityPolicy(nonce))
    .header('Cache-Control', 'no-store')
    .send(html)
}

function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "connect-src 'self'",
    'frame-src https: http:',
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'self'",
  ].join('; ')
}
