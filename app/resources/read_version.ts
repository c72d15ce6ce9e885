import type { HttpContext } from '@adonisjs/core/http'
import { Refusal } from '#app/errors/refusal.ts'

/** The version that was read, from the body or `If-Match`; undefined where neither names one. */
export function readVersion(request: HttpContext['request']): number | undefined {
  const inBody: unknown = request.body().version
  const header = request.header('if-match')
  if (inBody === undefined && header === undefined) return undefined
  const [, digits] = /^(?:W\/)?"?(\d+)"?$/.exec(header ?? '') ?? []
  const version = inBody ?? (digits && Number(digits))
  if (typeof version !== 'number' || !Number.isInteger(version))
    throw new Refusal([{ code: 'E_REQUIRED', field: 'version' }])
  return version
}
