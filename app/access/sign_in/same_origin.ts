import type { HttpContext } from '@adonisjs/core/http'
import app from '@adonisjs/core/services/app'
import { Refusal } from '#app/errors/refusal.ts'

/** Requests that carry no session yet must come from our own pages, or from no page at all. */
export function checkOrigin({ request }: HttpContext): void {
  const origin = request.header('origin')
  if (origin !== undefined && !isOurOrigin(origin, request.header('host')))
    throw new Refusal('E_CSRF')
}

/** Whether a page of this origin is ours: of the configured address, or of the host that is asked. */
export function isOurOrigin(origin: string, host: string | undefined): boolean {
  const ours = new URL(app.config.get<string>('app.appUrl')).origin
  return origin === ours || (host !== undefined && hostOf(origin) === host)
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null
}
