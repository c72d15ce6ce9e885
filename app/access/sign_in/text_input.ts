import { Refusal, type Problem } from '#app/errors/refusal.ts'

const LONGEST = 128

/** The texts of a body that must be there. @throws with every one that is missing, no text, or too long to be right */
export function textsOf<K extends string>(body: unknown, names: readonly K[]): Record<K, string> {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new Refusal('E_MALFORMED')
  const given = (name: K): unknown =>
    Object.hasOwn(body, name) ? (body as Record<string, unknown>)[name] : undefined
  const problems = names.flatMap((name) => problemOf(name, given(name)))
  if (problems.length > 0) throw new Refusal(problems)
  return Object.fromEntries(names.map((name) => [name, given(name)])) as Record<K, string>
}

function problemOf(field: string, value: unknown): Problem[] {
  if (value === undefined || value === null || value === '') return [{ code: 'E_REQUIRED', field }]
  if (typeof value !== 'string') return [{ code: 'E_TYPE', field }]
  return value.length > LONGEST && field !== 'ticket'
    ? [{ code: 'E_LENGTH', field, meta: { max: LONGEST } }]
    : []
}
