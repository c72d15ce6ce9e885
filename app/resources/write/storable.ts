/** Nesting a JSON value may have; deeper ones could exhaust the stack of whoever reads them. */
const DEEPEST = 64

/**
 * Whether both databases keep every text in the value as it is: not with NUL, which ends a text in some places, nor
 * with half a surrogate pair, which UTF-8 cannot write.
 */
export function isStorable(value: unknown, depth = 0): boolean {
  if (typeof value === 'string') return !value.includes('\0') && value.isWellFormed()
  if (typeof value === 'number') return Number.isFinite(value)
  if (typeof value !== 'object' || value === null) return true
  if (depth >= DEEPEST) return false
  if (Array.isArray(value)) return value.every((item) => isStorable(item, depth + 1))
  return Object.entries(value).every(
    ([key, item]) => isStorable(key) && isStorable(item, depth + 1)
  )
}
