import { indexName } from '../schema/ddl.ts'
import { tablesOf } from '../schema/resource_tables.ts'
import type { Resource, ResourceField } from '../resource.ts'

/**
 * The fields that are unique together and were taken, read from the database's own words: MySQL names the index,
 * SQLite its columns. Nothing where it was another key.
 */
export function violatedKey(
  resource: Resource,
  error: unknown
): { field?: string; meta?: { fields: string[] } } {
  const { message } = error as Error
  const [table] = tablesOf(resource)
  const index = table!.indexes.find((candidate) => {
    const columns = candidate.columns.map((column) => `${table!.name}.${column}`).join(', ')
    return (
      candidate.unique &&
      (message.includes(indexName(table!.name, candidate)) || message.endsWith(columns))
    )
  })
  const names = [...resource.fields.values()]
    .filter((field) => index?.columns.includes(keyColumn(field)))
    .map((field) => field.name)
  if (names.length === 0) return {}
  return { field: names[0]!, ...(names.length > 1 && { meta: { fields: names } }) }
}

function keyColumn(field: ResourceField): string {
  return field.type.filterColumn?.(field) ?? field.column
}
