import sanitizeHtml from 'sanitize-html'

const TAGS = [
  'p',
  'br',
  'strong',
  'em',
  'u',
  's',
  'h2',
  'h3',
  'ul',
  'ol',
  'li',
  'blockquote',
  'a',
  'code',
  'pre',
  'hr',
]
/** The addresses a link may have; anything else (javascript:, data:) loses its address. */
const ADDRESS = /^(?:https?:|mailto:|tel:|\/(?!\/))/i

/** What formatted text may consist of; the editor of the admin knows the same tags. */
export function cleanHtml(html: string): string {
  return sanitizeHtml(html, {
    allowedTags: TAGS,
    allowedAttributes: { a: ['href', 'target', 'rel'] },
    allowedSchemes: ['http', 'https', 'mailto', 'tel'],
    allowProtocolRelative: false,
    transformTags: { a: safeLink },
  }).trim()
}

/** A page opened from a record learns nothing about it, and cannot reach back. */
function safeLink(tagName: string, { href, target }: sanitizeHtml.Attributes) {
  const attribs: sanitizeHtml.Attributes = {}
  if (href && ADDRESS.test(href.trim())) attribs.href = href.trim()
  if (target === '_blank') Object.assign(attribs, { target, rel: 'noopener noreferrer nofollow' })
  return { tagName, attribs }
}

/** Tags alone are no text: what an editor leaves of an emptied field. */
export function isBlankHtml(html: string): boolean {
  return !/<hr\b/i.test(html) && html.replace(/<[^>]*>|&nbsp;/g, '').trim() === ''
}
