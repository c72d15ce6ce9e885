import type { Locale } from '@xinglin/contracts'
import { hasText, translate } from '#app/texts/texts.ts'
import type { Problem } from './refusal.ts'

const FEN = 100

/**
 * A problem in words for a person, as exact as its meta allows: `errors.<code>.<reason>`, or the limit that was
 * broken (`.range`, `.min`, `.max`), or the row of a sheet it repeats (`.row`), or `errors.<code>`.
 */
export function problemText(
  { code, field, meta, message }: Omit<Problem, 'code'> & { code: string },
  locale: Locale
): string {
  if (message !== undefined) return message
  const specific = variantsOf(meta)
    .map((variant) => `errors.${code}.${variant}`)
    .find((key) => hasText(locale, key))
  return translate(locale, specific ?? `errors.${code}`, { field, ...inUnits(meta) })
}

function variantsOf(meta: Problem['meta'] = {}): string[] {
  const { reason, row, min, max } = meta
  const limits = [min !== undefined && 'min', max !== undefined && 'max'].filter(Boolean)
  return [
    ...(reason === undefined ? [] : [String(reason)]),
    ...(row === undefined ? [] : ['row']),
    ...(limits.length === 2 ? ['range'] : (limits as string[])),
  ]
}

/** Limits of an amount are in fen; people read yuan. */
function inUnits(meta: Problem['meta'] = {}): Record<string, unknown> {
  if (meta.unit !== 'fen') return meta
  const yuan = (limit: unknown) => (typeof limit === 'number' ? (limit / FEN).toFixed(2) : limit)
  return { ...meta, min: yuan(meta.min), max: yuan(meta.max) }
}
