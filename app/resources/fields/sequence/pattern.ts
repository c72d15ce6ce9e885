/** `CF{yyyyMMdd}{0001}`: text, at most one date part, and one counter whose zeros say its least width. */
import type { DateTime } from 'luxon'

export interface SequencePattern {
  before: string
  /** A date part begins a new count whenever its text changes; '' counts on forever. */
  dateFormat: string
  between: string
  width: number
  first: number
  after: string
}

const FORM = /^([^{}]*)(?:\{(yyyy|yyyyMM|yyyyMMdd|yyMM|yyMMdd)\}([^{}]*))?\{(\d{1,12})\}([^{}]*)$/
const LONGEST = 40

/** The parts of a pattern, or null when it is none. */
export function parsePattern(pattern: string): SequencePattern | null {
  const found = FORM.exec(pattern)
  if (!found || pattern.length > LONGEST) return null
  const [, before = '', dateFormat = '', between = '', counter = '', after = ''] = found
  return { before, dateFormat, between, width: counter.length, first: Number(counter), after }
}

export function periodOf({ dateFormat }: SequencePattern, now: DateTime): string {
  return dateFormat && now.toFormat(dateFormat)
}

/** The number as a text; a counter that outgrows its width gets longer. */
export function formatNumber(parts: SequencePattern, period: string, count: number): string {
  const counter = String(parts.first + count - 1).padStart(parts.width, '0')
  return parts.before + period + parts.between + counter + parts.after
}
