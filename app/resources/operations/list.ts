import { and, column, join, name, sql, type Sql } from '#app/database/sql.ts'
import { rowsAsTheyCome } from '#app/database/cursor.ts'
import { row, rows } from '#app/database/store.ts'
import { rulesFor, type Grant } from '#app/access/grant.ts'
import { lookedAtList } from '#app/audit/look.ts'
import { transitionConditions } from '#app/lifecycle/transition_conditions.ts'
import type { Action } from '@xinglin/contracts'
import { Compiler, type Source } from '../query/compiler.ts'
import { fillRelations } from '../query/labels.ts'
import { orderBy } from '../query/order.ts'
import { invalidQuery, type Query } from '../query/query.ts'
import { searchCondition } from '../query/search.ts'
import { select, type Json } from '../query/selection.ts'

export interface Page {
  data: Json[]
  meta: {
    total?: number
    more?: true
    page: number
    pageSize: number
    can?: Record<string, Record<string, boolean>>
  }
}

/** Beyond this many rows a capped total only says that there are more. */
const CAP = 10_000
/** From this offset on, the page's ids are found first in the index and only they are joined with their rows. */
const DEEP = 500
/** What a list can say of each row. */
const ROW_ACTIONS = ['read', 'update', 'delete', 'restore', 'reveal'] as const satisfies Action[]

/** A page of the records the grant covers. Two statements, and one more where relations are shown. */
export async function list(grant: Grant, query: Query): Promise<Page> {
  const { compiler, source, found, order } = await compile(grant, query)
  const selection = select(compiler, source, query.fields)
  const can = query.can ? rowActions(compiler, source, grant) : []
  const columns = join([
    ...selection.columns,
    ...can.map(
      ({ action, allowed }) =>
        sql`case when ${allowed} then 1 else 0 end as ${name(`can_${action}`)}`
    ),
  ])

  const page = await rows(pageStatement(source, columns, found, order, query))
  const data = page.map(selection.toJson)
  const ids = data.map(({ id }) => id as string)
  await lookedAtList(grant, selection, page, ids)
  await fillRelations(grant.actor, source, selection, data)
  const meta: Page['meta'] = {
    ...(await total(source, found, query, data.length)),
    page: query.page,
    pageSize: query.pageSize,
  }
  if (query.can) {
    meta.can = Object.fromEntries(
      page.map((line, i) => [
        data[i]!.id,
        Object.fromEntries(can.map(({ action }) => [action, Number(line[`can_${action}`]) === 1])),
      ])
    )
  }
  return { data, meta }
}

/** @throws E_INVALID_QUERY where a list would */
export async function checkQuery(grant: Grant, query: Query): Promise<void> {
  const { compiler, source } = await compile(grant, query)
  select(compiler, source, query.fields)
}

/** The ids of every record that a list shows on all its pages, in its order, as they are at one moment. */
export async function* listedIds(grant: Grant, query: Query): AsyncGenerator<string> {
  const { source, found, order } = await compile(grant, query)
  const id = column(source.alias, 'id')
  const table = sql`${name(source.resource.table)} ${name(source.alias)}`
  const all = sql`select ${id} as id from ${table} where ${found} order by ${order}`
  for await (const line of rowsAsTheyCome(all)) yield line.id as string
}

async function compile(grant: Grant, query: Query) {
  const compiler = new Compiler(grant.actor)
  const source = compiler.source(grant.resource, grant.rules)
  if (query.deleted && grant.resource.isLog) throw invalidQuery({ parameter: 'deleted' })
  const found = and([
    compiler.rows(source, query.deleted),
    ...(query.filters.length > 0 ? [compiler.filters(source, query.filters)] : []),
    ...(query.search ? [searchCondition(compiler, source, query.search)] : []),
  ])
  return { compiler, source, found, order: await orderBy(compiler, source, query) }
}

function pageStatement(source: Source, columns: Sql, found: Sql, order: Sql, query: Query): Sql {
  const offset = (query.page - 1) * query.pageSize
  const table = sql`${name(source.resource.table)} ${name(source.alias)}`
  const limit = sql`limit ${query.pageSize} offset ${offset}`
  if (offset < DEEP)
    return sql`select ${columns} from ${table} where ${found} order by ${order} ${limit}`
  const id = column(source.alias, 'id')
  const ids = sql`select ${id} as id from ${table} where ${found} order by ${order} ${limit}`
  return sql`select ${columns} from (${ids}) page join ${table} on ${id} = page.id order by ${order}`
}

async function total(
  source: Source,
  found: Sql,
  { total: wanted, page, pageSize }: Query,
  length: number
): Promise<{ total?: number; more?: true }> {
  if (wanted === 'none') return {}
  const capped = (n: number) =>
    wanted !== 'exact' && n > CAP ? { total: CAP, more: true as const } : { total: n }
  const seen = (page - 1) * pageSize + length
  // A page that is not full is the last one, unless it lies beyond the end: all has been counted already.
  if (length < pageSize && (length > 0 || page === 1)) return capped(seen)
  if (wanted !== 'exact' && length > 0 && seen > CAP) return capped(seen)
  const table = sql`${name(source.resource.table)} ${name(source.alias)}`
  if (wanted === 'exact')
    return capped(await count(sql`select count(*) as n from ${table} where ${found}`))
  return capped(
    await count(
      sql`select count(*) as n from (select 1 from ${table} where ${found} limit ${CAP + 1}) capped`
    )
  )
}

async function count(statement: Sql): Promise<number> {
  return Number((await row(statement))!.n)
}

function rowActions(
  compiler: Compiler,
  source: Source,
  grant: Grant
): { action: Action; allowed: Sql }[] {
  const actions = ROW_ACTIONS.map((action) => ({
    action,
    allowed: compiler.covers(source, rulesFor(grant.actor, grant.resource.name, action)),
  }))
  return [...actions, ...transitionConditions(compiler, source, grant.actor)]
}
