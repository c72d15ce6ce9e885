import { or, type Sql } from '#app/database/sql.ts'
import { invalidQuery } from './query.ts'
import { isStorable } from '../write/storable.ts'
import { condition, textLike } from './condition.ts'
import type { Compiler, Source } from './compiler.ts'

const ANYWHERE = { before: true, after: true }

/** Rows where a searchable field the actor may read holds the text, as written, in pinyin or by initials. */
export function searchCondition(compiler: Compiler, source: Source, text: string): Sql {
  if (!isStorable(text)) throw invalidQuery({ parameter: 'search' })
  const letters = /^[a-z0-9 ]+$/i.test(text) ? text.toLowerCase().replaceAll(' ', '') : null
  const parts = source.resource.searchFields.flatMap((field) => {
    const cell = compiler.cell(source, field)
    if (!cell) return []
    const asWritten = condition(cell, field, 'contains', text)
    if (!letters || !field.type.companions) return [asWritten]
    const shadows = field.type
      .companions(field)
      .map(({ name }) => compiler.cell(source, field, name)!)
    return [asWritten, ...shadows.map((shadow) => textLike(shadow, letters, ANYWHERE))]
  })
  if (parts.length === 0) throw invalidQuery({ parameter: 'search' })
  return or(parts)
}
