/**
 * Spreadsheet programs run a CSV cell that begins like a formula. Such cells are written as text, with an apostrophe
 * in front; one that already looks guarded gets another, so that reading takes off exactly what writing put on.
 */
const FORMULA = /^'*[=+\-@\t\r]/
const GUARDED = /^'+[=+\-@\t\r]/

export function guarded(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text
}

export function unguarded(text: string): string {
  return GUARDED.test(text) ? text.slice(1) : text
}
