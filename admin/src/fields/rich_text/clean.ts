import DOMPurify from 'dompurify'
import { RICH_TEXT_ADDRESS, RICH_TEXT_TAGS } from '@xinglin/contracts'

/** Cleaned again before it is shown: an old or imported row may not have passed today's server. */
export function cleanHtml(html: string): string {
  return DOMPurify.sanitize(html, {
    ALLOWED_TAGS: RICH_TEXT_TAGS,
    ALLOWED_ATTR: ['href', 'target', 'rel'],
    ALLOWED_URI_REGEXP: RICH_TEXT_ADDRESS,
  })
}
