/** Exact decimal numbers for expressions: a whole number of units and the digits after the point. Never a float. */
export interface Exact {
  units: bigint
  scale: number
}

const FORM = /^(-?)(\d{1,40})(?:\.(\d{1,40}))?$/
const EXPONENT = /^(-?)(\d)(?:\.(\d+))?e([+-]\d{1,3})$/
/** Longer numbers count as not there: nothing in a hospital needs them, and they would only cost time. */
const MOST_DIGITS = 60
/** Digits a quotient keeps. */
const QUOTIENT_SCALE = 16

export function isExact(value: unknown): value is Exact {
  return typeof value === 'object' && value !== null && 'units' in value
}

/** A decimal text as a number; null when it is none. */
export function exactOf(text: string): Exact | null {
  const found = FORM.exec(text)
  if (!found) return null
  const [, sign, whole = '', fraction = ''] = found
  const units = BigInt(whole + fraction)
  return bounded({ units: sign ? -units : units, scale: fraction.length })
}

/** A JavaScript number by its shortest text: 0.1 means one tenth. */
export function exactOfNumber(value: number): Exact | null {
  const text = String(value)
  const found = EXPONENT.exec(text)
  if (!found) return exactOf(text)
  const [, sign, lead = '', fraction = '', exponent] = found
  const shift = Number(exponent) - fraction.length
  if (Math.abs(shift) > MOST_DIGITS) return null
  const units = BigInt(lead + fraction) * (sign ? -1n : 1n)
  return bounded(
    shift >= 0 ? { units: units * 10n ** BigInt(shift), scale: 0 } : { units, scale: -shift }
  )
}

/** The shortest text; `'12.50'` becomes `'12.5'`. */
export function exactText(value: Exact): string {
  const { units, scale } = shortest(value)
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0')
  const whole = digits.slice(0, digits.length - scale)
  return `${units < 0n ? '-' : ''}${whole}${scale > 0 ? `.${digits.slice(-scale)}` : ''}`
}

export function addExact(a: Exact, b: Exact): Exact | null {
  const [left, right, scale] = aligned(a, b)
  return bounded({ units: left + right, scale })
}

export function subtractExact(a: Exact, b: Exact): Exact | null {
  return addExact(a, { units: -b.units, scale: b.scale })
}

export function multiplyExact(a: Exact, b: Exact): Exact | null {
  return bounded({ units: a.units * b.units, scale: a.scale + b.scale })
}

/** Null for a division by nothing. */
export function divideExact(a: Exact, b: Exact): Exact | null {
  if (b.units === 0n) return null
  const numerator = a.units * 10n ** BigInt(b.scale + QUOTIENT_SCALE)
  const denominator = b.units * 10n ** BigInt(a.scale)
  return bounded({ units: halfAway(numerator, denominator), scale: QUOTIENT_SCALE })
}

/** Half away from zero, as prices are rounded: 0.125 → 0.13, -0.125 → -0.13. */
export function roundExact(value: Exact, scale: number): Exact {
  if (value.scale <= scale) return value
  return { units: halfAway(value.units, 10n ** BigInt(value.scale - scale)), scale }
}

export function compareExact(a: Exact, b: Exact): number {
  const [left, right] = aligned(a, b)
  return left < right ? -1 : left > right ? 1 : 0
}

function halfAway(numerator: bigint, denominator: bigint): bigint {
  const negative = numerator < 0n !== denominator < 0n
  const n = numerator < 0n ? -numerator : numerator
  const d = denominator < 0n ? -denominator : denominator
  const rounded = (2n * n + d) / (2n * d)
  return negative ? -rounded : rounded
}

function aligned(a: Exact, b: Exact): [bigint, bigint, number] {
  const scale = Math.max(a.scale, b.scale)
  const to = (value: Exact) => value.units * 10n ** BigInt(scale - value.scale)
  return [to(a), to(b), scale]
}

function shortest({ units, scale }: Exact): Exact {
  let [digits, rest] = [units, scale]
  while (rest > 0 && digits % 10n === 0n) [digits, rest] = [digits / 10n, rest - 1]
  return { units: digits, scale: rest }
}

function bounded(value: Exact): Exact | null {
  const short = shortest(value)
  return short.units.toString().length > MOST_DIGITS || short.scale > MOST_DIGITS ? null : short
}
