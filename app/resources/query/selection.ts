/** Which cells a read answers, and how a row of the database becomes JSON. */
import { name, sql, type Sql } from '#app/database/sql.ts'
import type { Row } from '#app/database/store.ts'
import type { Compiler, Source } from './compiler.ts'
import { invalidQuery } from './query.ts'
import { getResource } from '../registry.ts'
import type { Resource, ResourceField } from '../resource.ts'

export type Json = Record<string, unknown>

/** One selected column: where it goes in the answer and how it is read. */
interface Cell {
  path: string[]
  alias: string
  field: ResourceField
}

/** The selected cells, and the relations whose labels (or rows) are fetched afterwards in one further statement. */
export interface Selection {
  columns: Sql[]
  references: ResourceField[]
  collections: ResourceField[]
  /** Where a path leads through a protected resource: the column with the id of the record it passes. */
  protectedHops: { resource: Resource; alias: string }[]
  toJson(row: Row): Json
}

/**
 * Compiles the wanted fields, or every field the rules show when none are named.
 * @throws E_INVALID_QUERY for a field that does not exist or is not shown
 */
export function select(
  compiler: Compiler,
  source: Source,
  wanted: readonly string[] | null
): Selection {
  const paths = wanted ? [...new Set(['id', 'version', ...wanted])] : shownFields(compiler, source)
  const cells: Cell[] = []
  const columns: Sql[] = []
  const collections: ResourceField[] = []
  for (const path of paths) {
    const direct = source.resource.field(path)
    if (source.resource.isLog && path === 'version') continue
    if (direct?.many) {
      if (!compiler.cell(source, direct, 'id')) throw invalidQuery({ field: path })
      collections.push(direct)
      continue
    }
    const { expression, field } = compiler.value(source, path)
    const alias = `c${cells.length}`
    cells.push({ path: path.split('.'), alias, field })
    columns.push(sql`${expression} as ${name(alias)}`)
  }
  const protectedHops = hopsOf(source.resource, paths).map(({ path, resource }, i) => {
    const alias = `p${i}`
    columns.push(sql`${compiler.value(source, `${path}.id`).expression} as ${name(alias)}`)
    return { resource, alias }
  })
  return {
    columns,
    collections,
    protectedHops,
    references: cells
      .filter(({ path, field }) => path.length === 1 && field.target)
      .map(({ field }) => field),
    toJson: (row) => rowToJson(cells, row),
  }
}

/** The protected resources that paths pass, each by the relations that lead there. */
function hopsOf(from: Resource, paths: readonly string[]): { path: string; resource: Resource }[] {
  const hops = new Map<string, Resource>()
  for (const path of paths) {
    let resource = from
    const steps = path.split('.')
    for (const [i, step] of steps.slice(0, -1).entries()) {
      resource = getResource(resource.field(step)!.target!)
      if (resource.definition.protected) hops.set(steps.slice(0, i + 1).join('.'), resource)
    }
  }
  return [...hops].map(([path, resource]) => ({ path, resource }))
}

function shownFields(compiler: Compiler, source: Source): string[] {
  return [...source.resource.fields.values()]
    .filter((field) => compiler.cell(source, field, field.many ? 'id' : field.column) !== null)
    .map((field) => field.name)
}

function rowToJson(cells: readonly Cell[], row: Row): Json {
  const record: Json = {}
  for (const { path, alias, field } of cells) {
    const value = field.fromDb(row[alias])
    const shown = field.type.toJson ? field.type.toJson(value, field) : value
    if (shown === undefined) continue
    if (path.length === 1) record[field.name] = field.target ? reference(shown) : shown
    else place(record, path, shown)
  }
  return record
}

function reference(id: unknown): Json | null {
  return id === null ? null : { id, label: null }
}

/** Puts a related value inside its relation: `patient.name` → `patient: {…, name}`. */
function place(record: Json, path: readonly string[], value: unknown): void {
  let at = record
  for (const step of path.slice(0, -1)) at = (at[step] ??= {}) as Json
  at[path.at(-1)!] = value
}
