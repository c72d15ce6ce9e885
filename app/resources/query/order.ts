/** The order of a list. */
import { column, join, name, raw, sql, type Sql } from '#app/database/sql.ts'
import { row } from '#app/database/store.ts'
import { getResource } from '../registry.ts'
import type { Resource, ResourceField } from '../resource.ts'
import type { Compiler, Source } from './compiler.ts'
import { invalidQuery, type Query } from './query.ts'

/**
 * Unless told otherwise the newest first (ids rise with time). An order ends with the id, in the last direction, unless
 * no two rows can be equal in it: MariaDB reads an order from its index only where no id follows. What is searched is
 * better sorted afterwards: looking for a rare text row by row along an index takes four times as long as in a scan.
 */
export async function orderBy(
  compiler: Compiler,
  source: Source,
  { sorters, deleted, search }: Query
): Promise<Sql> {
  const wanted =
    sorters.length > 0
      ? sorters
      : (source.resource.definition.sort ?? []).filter(({ field }) =>
          isShown(compiler, source, field)
        )
  const parts = wanted.map(({ field: path, order }) => {
    const { expression, field } = sortable(compiler, source, path)
    if (!field.type.sortable) throw invalidQuery({ field: path })
    return sql`${expression} ${raw(order)}`
  })
  const last = wanted.at(-1)
  const isIndexed = last && !deleted && !search
  if (isIndexed && (await tellsAllApart(compiler, source, last.field))) return join(parts)
  return join([...parts, sql`${column(source.alias, 'id')} ${raw(last?.order ?? 'desc')}`])
}

/** Whether no two rows of the list can be equal in a field: it is unique, shown on every row, and empty on none. */
async function tellsAllApart(compiler: Compiler, source: Source, path: string): Promise<boolean> {
  const field = source.resource.field(path)
  if (!field || field.target || !field.definition.unique) return false
  const { required, readonly, visibleWhen } = field.definition
  if (!required || readonly || visibleWhen) return false
  const own = column(source.alias, field.column).text
  const isPlain =
    field.comparedColumn === field.column && compiler.cell(source, field)?.text === own
  return isPlain && (await isFilled(source.resource, field))
}

const filled = new Map<ResourceField, Promise<boolean>>()

/** Records that were there before a field became required may be without it; once it is filled, it stays so. */
function isFilled(resource: Resource, field: ResourceField): Promise<boolean> {
  const known = filled.get(field)
  if (known) return known
  const empty = sql`select 1 as found from ${name(resource.table)} where live = '' and ${name(field.column)} is null limit 1`
  const asked = row(empty).then((found) => found === undefined)
  filled.set(field, asked)
  const forget = () => filled.delete(field)
  asked.then((isSo) => isSo || forget(), forget)
  return asked
}

/** A relation is sorted by its label. */
function sortable(compiler: Compiler, source: Source, path: string) {
  const end = compiler.value(source, path)
  if (!end.field.target) return end
  return compiler.value(source, `${path}.${getResource(end.field.target).title.name}`)
}

function isShown(compiler: Compiler, source: Source, path: string): boolean {
  const field = source.resource.field(path)
  return field !== undefined && compiler.cell(source, field) !== null
}
