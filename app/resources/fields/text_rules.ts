import vine from '@vinejs/vine'

/** The text matches the field's pattern from start to end. Patterns are checked for backtracking when defined. */
export const patternRule = vine.createRule((value, options: { pattern: string }, field) => {
  if (typeof value === 'string' && !new RegExp(`^(?:${options.pattern})$`, 'u').test(value)) {
    field.report('The {{ field }} has the wrong form', 'pattern', field, {
      pattern: options.pattern,
    })
  }
})

/** Counts characters as MySQL does: an emoji is one, though JavaScript's `length` says two. */
export function characters(text: string): number {
  let count = 0
  for (const _ of text) count++
  return count
}

/** The text has so many characters. */
export const lengthRule = vine.createRule(
  (value, { min = 0, max }: { min?: number; max: number }, field) => {
    if (typeof value !== 'string') return
    const length = characters(value)
    if (length < min) field.report('The {{ field }} is too short', 'minLength', field, { min, max })
    if (length > max) field.report('The {{ field }} is too long', 'maxLength', field, { max })
  }
)

/** A check of the whole text, named by the code it reports. */
export const textRule = vine.createRule(
  (value, options: { valid: (text: string) => boolean; name: string }, field) => {
    if (typeof value === 'string' && !options.valid(value)) {
      field.report('The {{ field }} has the wrong form', options.name, field)
    }
  }
)

/** Changes the case of A–Z only: other letters may change their length with their case. */
export function foldUpper(text: string): string {
  return text.replace(/[a-z]/g, (letter) => letter.toUpperCase())
}
