/** Values of a record by field name, in the form the engine keeps them in. */
export type Values = Record<string, unknown>

/** Whether two values of a field are the same; none is none, however it is written. */
export function sameValue(a: unknown, b: unknown): boolean {
  const [one, other] = [a ?? null, b ?? null]
  return one === other || (typeof one === 'object' && JSON.stringify(one) === JSON.stringify(other))
}
