/** Letters and digits that nobody mistakes for one another when they are read out. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz'
const CAPITALS = 'ABCDEFGHJKMNPQRSTUVWXYZ'
const DIGITS = '23456789'
const SIGNS = '!@#%*'
const LENGTH = 12

/** A random password that satisfies every policy: letters of both cases, digits and a sign. */
export function initialPassword(): string {
  const kinds = [LETTERS, CAPITALS, DIGITS, SIGNS]
  const all = LETTERS + CAPITALS + DIGITS
  const picked = Array.from({ length: LENGTH }, (_, i) => pick(kinds[i] ?? all))
  for (let i = picked.length - 1; i > 0; i--) {
    const j = below(i + 1)
    ;[picked[i], picked[j]] = [picked[j]!, picked[i]!]
  }
  return picked.join('')
}

function pick(from: string): string {
  return from[below(from.length)]!
}

/** A whole number below the limit, each as likely as the other. */
function below(limit: number): number {
  const most = Math.floor(2 ** 32 / limit) * limit
  for (;;) {
    const [value = 0] = crypto.getRandomValues(new Uint32Array(1))
    if (value < most) return value % limit
  }
}
