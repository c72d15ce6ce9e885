/** Decimal strings as scaled integers: exact on both databases, never a float. */
const FORM = /^(-?)(\d{1,15})(?:\.(\d{1,8}))?$/

/** `'12.5'` at scale 2 → `1250n`; null when it is no decimal or has too many digits. */
export function toScaled(text: string, scale: number): bigint | null {
  const found = FORM.exec(text)
  if (!found) return null
  const [, sign, whole, fraction = ''] = found
  const trimmed = fraction.replace(/0+$/, '')
  if (trimmed.length > scale) return null
  const digits = BigInt(whole! + trimmed.padEnd(scale, '0'))
  return sign ? -digits : digits
}

/** `1250n` at scale 2 → `'12.50'`. */
export function fromScaled(scaled: bigint, scale: number): string {
  const digits = (scaled < 0n ? -scaled : scaled).toString().padStart(scale + 1, '0')
  const whole = digits.slice(0, digits.length - scale)
  const text = scale === 0 ? whole : `${whole}.${digits.slice(-scale)}`
  return scaled < 0n ? `-${text}` : text
}
