import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import app from '@adonisjs/core/services/app'
import type { HttpContext } from '@adonisjs/core/http'

const pages = new Map<string, Promise<string>>()

type Name = 'login' | 'index' | 'api_docs'

/** The built page, read once; a plain sentence where nothing has been built. */
function page(name: Name): Promise<string> {
  const file = app.makePath('build', 'admin', `${name}.html`)
  const known =
    pages.get(name) ??
    readFile(file, 'utf8').catch(() =>
      Promise.reject(new Error(`${file} is missing: run npm run build`))
    )
  pages.set(name, known)
  known.catch(() => pages.delete(name))
  return known
}

/** The HTML pages: signing in, the shell of everything behind it, and the API's reference. */
export default class PagesController {
  signIn(ctx: HttpContext) {
    return answer(ctx, 'login')
  }

  shell(ctx: HttpContext) {
    return answer(ctx, 'index')
  }

  apiDocs(ctx: HttpContext) {
    return answer(ctx, 'api_docs')
  }
}

async function answer({ response }: HttpContext, name: Name) {
  const nonce = randomBytes(16).toString('base64')
  const html = (await page(name))
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
