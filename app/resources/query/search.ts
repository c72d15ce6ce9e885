import { and, or, type Sql } from '#app/database/sql.ts'
import { invalidQuery } from './query.ts'
import { isStorable } from '../write/storable.ts'
import { condition, textLike } from './condition.ts'
import { LONGEST_SHADOW } from '../fields/search_columns.ts'
import type { ResourceField } from '../resource.ts'
import type { Compiler, Source } from './compiler.ts'

const LONGEST_SYLLABLE = 6
const ANYWHERE = { before: true, after: true }
/** A text of more words is looked for as it stands. */
const MOST_WORDS = 6

/**
 * Rows where each word of the text is found by some searchable field the actor may read: as written, in pinyin or by
 * initials. The words may be found by different fields, such as a name and a code.
 */
export function searchCondition(compiler: Compiler, source: Source, text: string): Sql {
  if (!isStorable(text)) throw invalidQuery({ parameter: 'search' })
  const words = [...new Set(text.split(/\s+/))]
  const looked = words.length > MOST_WORDS ? [text] : words
  return and(looked.map((word) => wordCondition(compiler, source, word)))
}

function wordCondition(compiler: Compiler, source: Source, text: string): Sql {
  const letters = /^[a-z0-9 ]+$/i.test(text) ? text.toLowerCase().replaceAll(' ', '') : null
  const parts = source.resource.searchFields.flatMap((field) => {
    const cell = compiler.cell(source, field)
    if (!cell) return []
    const asWritten = () => condition(cell, field, 'contains', text)
    if (!letters || !field.type.companions) return [asWritten()]
    const shadows = field.type
      .companions(field)
      .map(({ name }) => textLike(compiler.cell(source, field, name)!, letters, ANYWHERE))
    // Pinyin keeps the letters and digits of a text, all of them where it cannot become too long for its column.
    return isKeptWhole(field) ? shadows : [asWritten(), ...shadows]
  })
  if (parts.length === 0) throw invalidQuery({ parameter: 'search' })
  return or(parts)
}

function isKeptWhole({ definition }: ResourceField): boolean {
  return 'max' in definition && Number(definition.max) * LONGEST_SYLLABLE <= LONGEST_SHADOW
}
