/** The values of the dictionaries (`core.dictionaries`), held in memory and renewed when one changes. */
const values = new Map<string, Set<string>>()

export function dictionaryValues(code: string): ReadonlySet<string> {
  return values.get(code) ?? new Set()
}

export function setDictionaryValues(dictionaries: Map<string, Set<string>>): void {
  values.clear()
  for (const [code, set] of dictionaries) values.set(code, set)
}
