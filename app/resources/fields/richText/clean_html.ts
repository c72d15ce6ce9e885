import sanitizeHtml from 'sanitize-html'
import { RICH_TEXT_ADDRESS, RICH_TEXT_TAGS } from '@xinglin/contracts'

/** Keeps what formatted text may consist of, and drops the rest. */
export function cleanHtml(html: string): string {
  return sanitizeHtml(html, {
    allowedTags: RICH_TEXT_TAGS,
    allowedAttributes: { a: ['href', 'target', 'rel'] },
    allowedSchemes: ['http', 'https', 'mailto', 'tel'],
    allowProtocolRelative: false,
    transformTags: { a: safeLink },
  }).trim()
}

/** A page opened from a record learns nothing about it, and cannot reach back. */
function safeLink(tagName: string, { href, target }: sanitizeHtml.Attributes) {
  const attribs: sanitizeHtml.Attributes = {}
  if (href && RICH_TEXT_ADDRESS.test(href.trim())) attribs.href = href.trim()
  if (target === '_blank') Object.assign(attribs, { target, rel: 'noopener noreferrer nofollow' })
  return { tagName, attribs }
}

/** Tags alone are no text: what an editor leaves of an emptied field. */
export function isBlankHtml(html: string): boolean {
  return !/<hr\b/i.test(html) && html.replace(/<[^>]*>|&nbsp;/g, '').trim() === ''
}
