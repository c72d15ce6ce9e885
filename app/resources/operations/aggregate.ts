import { lookedAtNumbers } from '#app/audit/look.ts'
import { and, join, name, raw, sql, type Sql } from '#app/database/sql.ts'
import { rows } from '#app/database/store.ts'
import type { Grant } from '#app/access/grant.ts'
import { compileGroup, type CompiledGroup } from '../aggregate/group.ts'
import { compileMetric } from '../aggregate/metric.ts'
import type { AggregateRequest } from '../aggregate/request.ts'
import { Compiler } from '../query/compiler.ts'
import { fillRelations } from '../query/labels.ts'
import { searchCondition } from '../query/search.ts'
import type { Json } from '../query/selection.ts'

export interface Aggregate {
  data: { group: Json; values: Json }[]
  meta: { more?: true }
}

const MOST_GROUPS = 1000

/** Numbers over the records the grant covers, by groups; cells that are hidden count as empty. */
export async function aggregate(grant: Grant, request: AggregateRequest): Promise<Aggregate> {
  const compiler = new Compiler(grant.actor)
  const source = compiler.source(grant.resource, grant.rules)
  const metrics = request.metrics.map((metric, i) => compileMetric(compiler, source, metric, i))
  const groups: CompiledGroup[] = []
  for (const [i, grouping] of request.groupBy.entries())
    groups.push(await compileGroup(compiler, source, grouping, i))
  const where = and([
    compiler.rows(source),
    ...(request.filters.length > 0 ? [compiler.filters(source, request.filters)] : []),
    ...(request.search ? [searchCondition(compiler, source, request.search)] : []),
  ])
  const columns = join([
    ...groups.map(({ column }) => column),
    ...metrics.flatMap((metric) => metric.columns),
  ])
  const found = await rows(
    sql`select ${columns} from ${name(grant.resource.table)} ${name(source.alias)} where ${where} ${grouped(groups)}`
  )
  await lookedAtNumbers(
    grant,
    groups.map(({ path }) => path)
  )
  const shown = found.slice(0, MOST_GROUPS)
  const labels = shown.map((line) =>
    Object.fromEntries(groups.map(({ path, read }) => [path, read(line)]))
  )
  await fillRelations(
    grant.actor,
    source,
    {
      columns: [],
      collections: [],
      protectedHops: [],
      references: groups.flatMap(({ relation }) => relation ?? []),
      toJson: (row) => row,
    },
    labels
  )
  return {
    data: shown.map((line, i) => ({
      group: labels[i]!,
      values: Object.fromEntries(metrics.map(({ key, read }) => [key, read(line)])),
    })),
    meta: found.length > MOST_GROUPS ? { more: true } : {},
  }
}

function grouped(groups: readonly CompiledGroup[]): Sql {
  if (groups.length === 0) return raw('')
  const names = join(groups.map(({ alias }) => name(alias)))
  return sql`group by ${names} order by ${names} limit ${MOST_GROUPS + 1}`
}
