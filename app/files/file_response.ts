import type { HttpContext } from '@adonisjs/core/http'
import { isShownInline } from './content_type.ts'
import type { FileRow } from './file_access.ts'
import { readContent } from './file_store.ts'

/** Streams a file so that nothing in it can act on this site: its own type, no guessing, no scripts. */
export function sendFile({ request, response }: HttpContext, file: FileRow): void {
  const shown = isShownInline(file.type)
  const tag = `"${file.hash}"`
  response.header('etag', tag)
  // Rights may change: a browser asks each time, and mostly learns that nothing has changed.
  response.header('cache-control', 'private, no-cache')
  response.header('x-content-type-options', 'nosniff')
  response.header('content-security-policy', policyOf(file.type))
  response.header(
    'content-disposition',
    `${shown ? 'inline' : 'attachment'}; filename*=UTF-8''${encoded(file.name)}`
  )
  if (request.header('if-none-match') === tag) return response.status(304).send(null)
  response.header('content-type', file.type.startsWith('text/') ? 'text/plain' : file.type)
  response.header('content-length', String(file.size))
  response.stream(readContent(file.storedAs))
}

/** A sandbox; but not around a PDF, which browsers then refuse to show. */
function policyOf(type: string): string {
  return type === 'application/pdf' ? "default-src 'none'" : "default-src 'none'; sandbox"
}

/** RFC 5987: encodeURIComponent leaves a few characters that the header may not have. */
function encoded(name: string): string {
  return encodeURIComponent(name).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`
  )
}
