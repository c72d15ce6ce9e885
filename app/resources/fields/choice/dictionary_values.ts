/** The entries of the dictionaries (`core.dictionaries`), held in memory and renewed when one changes. */
import { column, sql } from '#app/database/sql.ts'
import { rows } from '#app/database/store.ts'

export interface DictionaryOption {
  value: string
  label: string
  color?: string
  disabled?: boolean
}

let dictionaries = new Map<string, DictionaryOption[]>()

/** Entries in their order; those taken out of use are kept for old records and marked. */
export function dictionaryOptions(code: string): readonly DictionaryOption[] {
  return dictionaries.get(code) ?? []
}

/** Values that may be chosen now. */
export function dictionaryValues(code: string): ReadonlySet<string> {
  return new Set(
    dictionaryOptions(code)
      .filter(({ disabled }) => !disabled)
      .map(({ value }) => value)
  )
}

export async function reloadDictionaries(): Promise<void> {
  const found =
    await rows(sql`select d.code, e.value, e.label, e.color, e.enabled from core__dictionary_entries e
    join core__dictionaries d on d.id = e.dictionary_id where e.live = '' and d.live = '' order by d.code, ${column('e', 'order')}, e.id`)
  const next = new Map<string, DictionaryOption[]>()
  for (const line of found) {
    const options = next.get(line.code as string) ?? []
    next.set(line.code as string, options)
    options.push({
      value: line.value as string,
      label: line.label as string,
      ...(line.color ? { color: line.color as string } : {}),
      ...(Number(line.enabled) === 0 && { disabled: true }),
    })
  }
  dictionaries = next
}
