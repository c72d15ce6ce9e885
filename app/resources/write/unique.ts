import { isReferenceViolation, isUniqueViolation } from '#app/database/failures.ts'
import { Refusal } from '#app/errors/refusal.ts'
import { indexName } from '../schema/ddl.ts'
import { tablesOf } from '../schema/resource_tables.ts'
import type { Resource } from '../resource.ts'

/** A violated constraint as the refusal it means. */
export async function refusingConflicts<T>(
  resource: Resource,
  write: () => Promise<T>
): Promise<T> {
  try {
    return await write()
  } catch (error) {
    if (isUniqueViolation(error))
      throw new Refusal([{ code: 'E_UNIQUE', ...violatedKey(resource, error) }])
    if (isReferenceViolation(error)) throw new Refusal('E_REFERENCED')
    throw error
  }
}

const constrained = new WeakMap<Resource, ReadonlySet<string>>()

/** Whether other values of these columns can violate a constraint. */
export function mayConflict(resource: Resource, columns: readonly string[]): boolean {
  let known = constrained.get(resource)
  if (!known) {
    const [table] = tablesOf(resource)
    const unique = table!.indexes.filter((index) => index.unique)
    known = new Set([
      ...unique.flatMap((index) => index.columns),
      ...table!.foreignKeys.map(({ column }) => column),
    ])
    constrained.set(resource, known)
  }
  return columns.some((column) => known.has(column))
}

/**
 * The fields that are unique together and were taken, read from the database's own words: MySQL names the index,
 * SQLite its columns. Nothing where it was another key.
 */
function violatedKey(
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
    .filter((field) => index?.columns.includes(field.comparedColumn))
    .map((field) => field.name)
  if (names.length === 0) return {}
  return { field: names[0]!, ...(names.length > 1 && { meta: { fields: names } }) }
}
