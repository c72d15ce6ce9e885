/** Fills in the labels of relations and the members of collections for a page of records, in one statement. */
import { and, column, inList, join, name, sql, type Sql } from '#app/database/sql.ts'
import { rows as fetch, type Row } from '#app/database/store.ts'
import { visibleRules, type Actor } from '#app/access/grant.ts'
import { getResource } from '../registry.ts'
import { pairTableName } from '../schema/resource_tables.ts'
import type { Resource, ResourceField } from '../resource.ts'
import { Compiler, type Source } from './compiler.ts'
import type { Json, Selection } from './selection.ts'

/** A piece of the statement: rows `(k, owner, id, label)`, `k` saying which piece they came from. */
interface Piece {
  statement: Sql
  apply(found: Row): void
}

export async function fillRelations(
  actor: Actor,
  source: Source,
  selection: Selection,
  records: readonly Json[]
): Promise<void> {
  if (records.length === 0) return
  const compiler = new Compiler(actor)
  const pieces = [
    ...labelPieces(compiler, actor, selection.references, records),
    ...selection.collections.flatMap((field) =>
      collectionPiece(compiler, actor, source, field, records)
    ),
  ]
  if (pieces.length === 0) return
  const statement = join(
    pieces.map(({ statement: part }, k) => numbered(part, k)),
    ' union all '
  )
  for (const found of await fetch(statement)) pieces[found.k as number]!.apply(found)
}

function numbered(part: Sql, k: number): Sql {
  return sql`select ${k} as k, p.owner, p.id, p.label from (${part}) p`
}

/** One piece a target resource, however many fields point at it. */
function labelPieces(
  compiler: Compiler,
  actor: Actor,
  fields: readonly ResourceField[],
  records: readonly Json[]
): Piece[] {
  const waiting = new Map<string, Map<string, Json[]>>()
  for (const field of fields) {
    const ofTarget = waiting.get(field.target!) ?? new Map<string, Json[]>()
    waiting.set(field.target!, ofTarget)
    for (const record of records) {
      const reference = record[field.name] as Json | null
      if (!reference) continue
      const id = reference.id as string
      ofTarget.set(id, [...(ofTarget.get(id) ?? []), reference])
    }
  }
  return [...waiting].flatMap(([target, references]) => {
    const resource = getResource(target)
    const statement = labelStatement(compiler, actor, resource, [...references.keys()])
    if (!statement) return []
    const apply = (found: Row) => {
      for (const reference of references.get(found.id as string) ?? [])
        reference.label = labelText(resource, found.label)
    }
    return [{ statement, apply }]
  })
}

/** Records by the labels that relations to them show, for those whose title is granted. */
export async function labelsOf(
  actor: Actor,
  resource: Resource,
  ids: readonly string[]
): Promise<Map<string, string>> {
  const statement = labelStatement(new Compiler(actor), actor, resource, ids)
  const found = statement ? await fetch(statement) : []
  return new Map(
    found.flatMap((line) => {
      const label = labelText(resource, line.label)
      return label === null ? [] : [[line.id as string, label] as const]
    })
  )
}

/** Rows `(owner, id, label)`; null where nothing can be told. */
function labelStatement(
  compiler: Compiler,
  actor: Actor,
  resource: Resource,
  ids: readonly string[]
): Sql | null {
  const label = ids.length > 0 ? labelSource(compiler, actor, resource) : null
  if (!label) return null
  const { source, title } = label
  const id = column(source.alias, 'id')
  const where = and([inList(id, ids), compiler.rows(source)])
  return sql`select null as owner, ${id} as id, ${title} as label from ${name(resource.table)} ${name(source.alias)} where ${where}`
}

/** Members of a manyToMany in their order; a member whose title is not granted keeps its place without a name. */
function collectionPiece(
  compiler: Compiler,
  actor: Actor,
  owner: Source,
  field: ResourceField,
  records: readonly Json[]
): Piece[] {
  if (field.definition.type !== 'manyToMany') return []
  const byId = new Map(records.map((record) => [record.id as string, record]))
  for (const record of records) record[field.name] = []
  const target = getResource(field.target!)
  const label = labelSource(compiler, actor, target)
  if (!label) return []
  const { source, title } = label
  const own = compiler.source(owner.resource, owner.rules)
  const shownOwner = compiler.cell(own, field, 'id')!
  const pairs = name(pairTableName(owner.resource, field))
  return [
    {
      statement: sql`select ${column(own.alias, 'id')} as owner, ${column(source.alias, 'id')} as id, ${title} as label from ${pairs} pair
        join ${name(owner.resource.table)} ${name(own.alias)} on ${shownOwner} = pair.owner_id
        join ${name(target.table)} ${name(source.alias)} on ${column(source.alias, 'id')} = pair.target_id
        where ${and([inList(sql`pair.owner_id`, [...byId.keys()]), compiler.rows(source)])} order by pair.position limit 100000`,
      apply: (found: Row) => {
        const members = byId.get(found.owner as string)![field.name] as Json[]
        members.push({ id: found.id, label: labelText(target, found.label) })
      },
    },
  ]
}

function labelSource(
  compiler: Compiler,
  actor: Actor,
  target: Resource
): { source: Source; title: Sql } | null {
  const rules = visibleRules(actor, target)
  if (rules.length === 0) return null
  const source = compiler.source(target, rules)
  const title = compiler.cell(source, target.title)
  return title && { source, title }
}

function labelText(target: Resource, stored: unknown): string | null {
  const value = target.title.fromDb(stored)
  const shown = target.title.type.toJson ? target.title.type.toJson(value, target.title) : value
  return shown === null || shown === undefined ? null : String(shown)
}
