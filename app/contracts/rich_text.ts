/** What formatted text may consist of, for the server that stores it and the browser that shows it. */
export const RICH_TEXT_TAGS = [
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

/** The addresses a link may have; anything else (`javascript:`, `data:`, `//elsewhere`) loses its address. */
export const RICH_TEXT_ADDRESS = /^(?:https?:|mailto:|tel:|\/(?!\/))/i
