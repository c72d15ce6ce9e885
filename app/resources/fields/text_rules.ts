import vine from '@vinejs/vine'

/** The text matches the field's pattern from start to end. Patterns are checked for backtracking when defined. */
export const patternRule = vine.createRule((value, options: { pattern: string }, field) => {
  if (typeof value === 'string' && !new RegExp(`^(?:${options.pattern})$`, 'u').test(value)) {
    field.report('The {{ field }} has the wrong form', 'pattern', field)
  }
})

/** A check of the whole text, named by the code it reports. */
export const textRule = vine.createRule(
  (value, options: { valid: (text: string) => boolean; name: string }, field) => {
    if (typeof value === 'string' && !options.valid(value)) {
      field.report('The {{ field }} has the wrong form', options.name, field)
    }
  }
)
