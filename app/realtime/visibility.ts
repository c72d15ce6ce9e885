/** Whether an audience sees records: asked of the database by the compiler, as a list would. */
import { isGroup, type Filters } from '@xinglin/contracts'
import { and, column, inList, join, name, sql } from '#app/database/sql.ts'
import { rows } from '#app/database/store.ts'
import { Compiler } from '#app/resources/query/compiler.ts'
import type { Audience } from './audience.ts'
import type { FormerState } from './former_state.ts'

const IDS_AT_ONCE = 500
const STATES_AT_ONCE = 50

/** Those of the records that the audience sees now. */
export async function seenNow(
  { grant, filters }: Audience,
  ids: readonly string[]
): Promise<Set<string>> {
  const seen = new Set<string>()
  for (const part of slices(ids, IDS_AT_ONCE)) {
    const { source, where } = predicate(grant, filters)
    const id = column(source.alias, 'id')
    const found = await rows(
      sql`select ${id} as id from ${name(grant.resource.table)} ${name(source.alias)} where ${and([inList(id, part), where])}`
    )
    for (const line of found) seen.add(line.id as string)
  }
  return seen
}

/**
 * Those of the records that the audience saw in their former state. The states take the table's place in the same
 * statement, so there is one meaning of scopes and filters. A state that does not tell what is asked does not count.
 */
export async function seenBefore(
  { grant, filters }: Audience,
  states: readonly FormerState[]
): Promise<string[]> {
  const asked = new Set([
    ...fieldsIn(filters),
    ...grant.rules.flatMap(({ scope }) => (scope ? fieldsIn(scope) : [])),
  ])
  const known = states.filter(({ unknown }) => unknown.every((field) => !asked.has(field)))
  const seen: string[] = []
  for (const part of slices(known, STATES_AT_ONCE)) {
    const { source, where } = predicate(grant, filters)
    const table = join(
      part.map(
        ({ values }) =>
          sql`select ${join(Object.entries(values).map(([key, value]) => sql`${value} as ${name(key)}`))}`
      ),
      ' union all '
    )
    const found = await rows(
      sql`select ${column(source.alias, 'id')} as id from (${table}) ${name(source.alias)} where ${where}`
    )
    seen.push(...found.map((line) => line.id as string))
  }
  return seen
}

/** Nothing narrows what this audience sees, so every record that was there was seen. */
export function seesEverything({ grant, filters }: Audience): boolean {
  return filters.length === 0 && grant.rules.some(({ scope }) => scope === null)
}

function predicate(grant: Audience['grant'], filters: Filters) {
  const compiler = new Compiler(grant.actor)
  const source = compiler.source(grant.resource, grant.rules)
  const where = and([compiler.rows(source), ...filtersOf(compiler, source, filters)])
  return { source, where }
}

function filtersOf(compiler: Compiler, source: ReturnType<Compiler['source']>, filters: Filters) {
  return filters.length > 0 ? [compiler.filters(source, filters)] : []
}

function fieldsIn(filters: Filters): string[] {
  return filters.flatMap((filter) =>
    isGroup(filter) ? fieldsIn(filter.value) : [filter.field.split('.')[0]!]
  )
}

function* slices<T>(list: readonly T[], size: number): Generator<T[]> {
  for (let i = 0; i < list.length; i += size) yield list.slice(i, i + size)
}
