/** What records are grouped by, and how a group is shown. */
import { name, sql, type Sql } from '#app/database/sql.ts'
import type { Row } from '#app/database/store.ts'
import type { Compiler, Source } from '../query/compiler.ts'
import { invalidQuery } from '../query/query.ts'
import type { ResourceField } from '../resource.ts'
import { periodOf } from './period.ts'
import type { Grouping } from './request.ts'

export interface CompiledGroup {
  path: string
  alias: string
  column: Sql
  /** The relation whose label is to be shown. */
  relation: ResourceField | null
  read(row: Row): unknown
}

/** A cell that is not shown is NULL, so records where it is hidden are one group with those that have none. */
export async function compileGroup(
  compiler: Compiler,
  source: Source,
  { field: path, by }: Grouping,
  index: number
): Promise<CompiledGroup> {
  const { expression, field } = compiler.value(source, path)
  if (!field.type.groupable) throw invalidQuery({ field: path })
  const kind = field.type.column(field)?.kind
  if (by !== null && kind !== 'date' && kind !== 'datetime') throw invalidQuery({ field: path, by })
  const value = by === null ? expression : await periodOf(expression, by, kind === 'datetime')
  const alias = `g${index}`
  return {
    path,
    alias,
    column: sql`${value} as ${name(alias)}`,
    // Under the path's name, which is where the answer has it.
    relation: field.target ? { ...field, name: path } : null,
    read: (row) => {
      const stored = row[alias]
      if (by !== null) return stored ?? null
      const shown = field.fromDb(stored)
      if (field.target) return shown === null ? null : { id: shown, label: null }
      return field.type.toJson ? field.type.toJson(shown, field) : shown
    },
  }
}
