/** Shadow columns of a searchable text: full pinyin and initials, never shown anywhere. */
import { pinyinOf } from '#app/search/pinyin.ts'
import type { Column } from '#app/database/table.ts'
import type { DbValue, FieldOf } from './field_type.ts'

/** Characters a shadow column keeps; what goes beyond is not found by its letters. */
export const LONGEST_SHADOW = 255

export function searchColumns({ column, definition }: FieldOf): Column[] {
  if (!definition.search) return []
  return [
    { name: `${column}_py`, kind: 'varchar', length: LONGEST_SHADOW, ascii: true },
    { name: `${column}_initials`, kind: 'varchar', length: LONGEST_SHADOW, ascii: true },
  ]
}

export function searchValues(
  value: unknown,
  { column, definition }: FieldOf
): Record<string, DbValue> {
  if (!definition.search) return {}
  const { full, initials } = pinyinOf(typeof value === 'string' ? value : '')
  return {
    [`${column}_py`]: full.slice(0, LONGEST_SHADOW),
    [`${column}_initials`]: initials.slice(0, LONGEST_SHADOW),
  }
}
