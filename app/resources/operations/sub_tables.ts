/** Sub-tables: rows of another resource that are read and written inside their parent, under its version. */
import { isRecordId } from '#app/database/record_id.ts'
import { narrowed, rulesFor, Grant } from '#app/access/grant.ts'
import { Refusal, type Problem } from '#app/errors/refusal.ts'
import { column, name, sql } from '#app/database/sql.ts'
import { rows } from '#app/database/store.ts'
import { getResource } from '../registry.ts'
import type { Resource, ResourceField } from '../resource.ts'
import type { Json, Selection } from '../query/selection.ts'
import type { Values } from '../values.ts'
import { Compiler } from '../query/compiler.ts'
import { parseQuery } from '../query/query.ts'
import { list } from './list.ts'

const MOST_ROWS = 500

export function subTableFields(resource: Resource): ResourceField[] {
  return [...resource.fields.values()].filter(
    ({ definition }) => definition.type === 'hasMany' && definition.subTable
  )
}

/** Puts a record's rows into it, in the order they were written; other hasMany relations are lists of their own. */
export async function fillSubTables(
  grant: Grant,
  selection: Selection,
  record: Json
): Promise<void> {
  for (const field of selection.collections) {
    const { definition } = field
    if (definition.type !== 'hasMany') continue
    const rules = rulesFor(grant.actor, field.target!, 'list')
    if (!definition.subTable || rules.length === 0) continue
    if (!(await isShown(grant, field, record.id as string))) continue
    const rowsGrant = narrowed(new Grant(grant.actor, getResource(field.target!), 'list', rules), [
      { field: definition.mappedBy, operator: 'eq', value: record.id },
    ])
    const query = parseQuery({
      pageSize: MOST_ROWS,
      total: 'none',
      sorters: [{ field: 'id', order: 'asc' }],
    })
    record[field.name] = (await list(rowsGrant, query)).data
  }
}

/** Whether the rows are the actor's to see on this record, as for any other of its cells. */
async function isShown(grant: Grant, field: ResourceField, id: string): Promise<boolean> {
  const compiler = new Compiler(grant.actor)
  const source = compiler.source(grant.resource, grant.rules)
  const shown = compiler.cell(source, field, 'id')
  if (!shown) return false
  const [found] = await rows(
    sql`select ${shown} as shown from ${name(grant.resource.table)} ${name(source.alias)} where ${column(source.alias, 'id')} = ${id}`
  )
  return found?.shown === id
}

/**
 * The whole list as sent: a row with an id is kept and changed, one without is new, one that is missing is removed.
 * Problems are reported at `items.<index>.<field>`.
 */
export async function writeSubTable(
  grant: Grant,
  field: ResourceField,
  parentId: string,
  sent: readonly unknown[]
): Promise<void> {
  if (field.definition.type !== 'hasMany') return
  // Records have rows, and rows are records: the way back is taken when there are some.
  const { rowWriter: writer } = await import('./row_writer.ts')
  const { mappedBy } = field.definition
  const target = getResource(field.target!)
  const granted = (action: 'create' | 'update' | 'delete') =>
    new Grant(grant.actor, target, action, rulesFor(grant.actor, target.name, action))
  const present = await rows(
    sql`select id from ${name(target.table)} t where ${column('t', target.field(mappedBy)!.column)} = ${parentId} and live = ''`
  )
  const kept = new Set<string>()
  const problems: Problem[] = []
  for (const [index, row] of sent.entries()) {
    try {
      const { id, version: _version, ...values } = asRow(row)
      if (id === undefined) {
        await writer.create(granted('create'), { ...values, [mappedBy]: parentId })
        continue
      }
      if (!isRecordId(id) || !present.some((line) => line.id === id))
        throw new Refusal([{ code: 'E_RELATION', field: 'id' }])
      kept.add(id)
      await writer.update(granted('update'), id, writableOf(target, mappedBy, values))
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      problems.push(
        ...error.problems.map((problem) => ({
          ...problem,
          field: [field.name, index, problem.field].filter((part) => part !== undefined).join('.'),
        }))
      )
    }
  }
  if (problems.length > 0) throw new Refusal(problems)
  for (const { id } of present)
    if (!kept.has(id as string)) await writer.remove(granted('delete'), id as string)
}

function asRow(row: unknown): Values {
  if (typeof row !== 'object' || row === null || Array.isArray(row)) throw new Refusal('E_TYPE')
  return row as Values
}

/** A row may be sent back as it was read: what the server sets and labels of relations are taken off. */
function writableOf(target: Resource, mappedBy: string, values: Values): Values {
  return Object.fromEntries(
    Object.entries(values)
      .filter(
        ([key]) =>
          key !== mappedBy && !target.field(key)?.system && !target.field(key)?.definition.readonly
      )
      .map(([key, value]) => [
        key,
        target.field(key)?.definition.type === 'json' ? value : idsOf(value),
      ])
  )
}

function idsOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(idsOf)
  return typeof value === 'object' && value !== null && 'id' in value ? value.id : value
}
