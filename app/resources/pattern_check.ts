import { checkSync } from 'recheck'

/** Why a pattern cannot be used, or null: it must be a regular expression that no input makes slow. */
export function problemOfPattern(pattern: string): string | null {
  try {
    new RegExp(pattern, 'u')
  } catch {
    return `the pattern ${pattern} is not a regular expression`
  }
  if (checkSync(`^(?:${pattern})$`, 'u').status === 'vulnerable') {
    return `the pattern ${pattern} can take very long on some inputs; write it without nested repetition`
  }
  return null
}
