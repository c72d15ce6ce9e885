/** Which records already hold a unique value: by one statement for a whole batch of rows. */
import { and, column, inList, join, name, or, sql } from '#app/database/sql.ts'
import { rows } from '#app/database/store.ts'
import { comparable } from '#app/resources/query/comparable.ts'
import type { Resource, ResourceField } from '#app/resources/resource.ts'
import type { Values } from '#app/resources/values.ts'

/** Fields that are unique together; most often one. */
export type UniqueKey = readonly ResourceField[]

export function uniqueKeys(resource: Resource): UniqueKey[] {
  return [
    ...[...resource.fields.values()]
      .filter(({ definition }) => definition.unique)
      .map((field) => [field]),
    ...(resource.definition.unique ?? []).map((names) =>
      names.map((fieldName) => resource.field(fieldName)!)
    ),
  ]
}

/** The values as their columns hold them, as one text; null where one is missing, which is equal to nothing. */
export function keyText(key: UniqueKey, values: Values): string | null {
  const stored = storedKey(key, values)
  return stored && textOf(stored)
}

function storedKey(key: UniqueKey, values: Values): unknown[] | null {
  const stored = key.map((field) =>
    values[field.name] === null || values[field.name] === undefined
      ? undefined
      : comparable(values[field.name], field)
  )
  return stored.includes(undefined) ? null : stored
}

function textOf(stored: readonly unknown[]): string {
  return stored.map((value) => `${String(value).length}:${value}`).join('')
}

/** Ids of living records by the text of their key. */
export async function holders(
  resource: Resource,
  key: UniqueKey,
  records: readonly Values[]
): Promise<Map<string, string>> {
  const wanted = new Map<string, unknown[]>()
  for (const values of records) {
    const stored = storedKey(key, values)
    if (stored) wanted.set(textOf(stored), stored)
  }
  if (wanted.size === 0) return new Map()
  const columns = key.map((field) => column('t', field.comparedColumn))
  const matching =
    columns.length === 1
      ? inList(
          columns[0]!,
          [...wanted.values()].map(([value]) => value)
        )
      : or(
          [...wanted.values()].map((stored) =>
            and(stored.map((value, i) => sql`${columns[i]!} = ${value}`))
          )
        )
  const selected = join(columns.map((value, i) => sql`${value} as ${name(`k${i}`)}`))
  const found = await rows(
    sql`select t.id, ${selected} from ${name(resource.table)} t where ${matching} and t.live = ''`
  )
  return new Map(
    found.map((line) => [textOf(columns.map((_, i) => line[`k${i}`])), line.id as string])
  )
}
