import type { Filters } from '@xinglin/contracts'
import { and, column, inList, name, sql } from '#app/database/sql.ts'
import { forUpdate, rows } from '#app/database/store.ts'
import { visibleRules, type Actor } from '#app/access/grant.ts'
import { Refusal, type Problem } from '#app/errors/refusal.ts'
import { Compiler } from '../query/compiler.ts'
import { getResource } from '../registry.ts'
import type { Resource, ResourceField } from '../resource.ts'
import type { Values } from '../values.ts'

/**
 * Every related record that is written must exist, be one the actor may see and satisfy the field's own filters;
 * missing and unseen look alike.
 */
export async function checkReferences(
  actor: Actor,
  resource: Resource,
  values: Values
): Promise<void> {
  const problems: Problem[] = []
  for (const [fieldName, value] of Object.entries(values)) {
    const field = resource.field(fieldName)!
    if (!field.target || field.definition.type === 'hasMany' || value === null) continue
    const ids = ([value].flat() as string[]).filter((id) => !isOwnDepartment(actor, field, id))
    const filters = field.definition.type === 'belongsTo' ? (field.definition.filters ?? []) : []
    if (!(await allVisible(actor, field.target, ids, filters)))
      problems.push({ code: 'E_RELATION', field: fieldName })
  }
  if (problems.length > 0) throw new Refusal(problems)
}

/** Everybody may name the departments they work in as those that own a record, whatever else they may see of them. */
function isOwnDepartment({ user }: Actor, { system, name: field }: ResourceField, id: string) {
  return system && field === 'departmentId' && user?.departmentIds.includes(id) === true
}

async function allVisible(
  actor: Actor,
  target: string,
  ids: readonly string[],
  filters: Filters
): Promise<boolean> {
  if (ids.length === 0) return true
  const compiler = new Compiler(actor)
  const source = compiler.source(getResource(target), visibleRules(actor, getResource(target)))
  const id = column(source.alias, 'id')
  const found = await rows(
    sql`select ${id} as id from ${name(source.resource.table)} ${name(source.alias)} where ${and([inList(id, ids), compiler.rows(source), compiler.filters({ ...source, rules: null }, filters)])}`
  )
  return new Set(found.map((row) => row.id)).size === new Set(ids).size
}

/**
 * A record cannot be put below itself or below one of its own descendants. The way up is locked: two who move at once
 * would each see the tree without the other's move.
 */
export async function checkTree(resource: Resource, id: string, values: Values): Promise<void> {
  const { tree } = resource
  if (!tree || !values[tree.name]) return
  let above: unknown = values[tree.name]
  for (let depth = 0; above && depth < 100; depth++) {
    if (above === id)
      throw new Refusal([{ code: 'E_RELATION', field: tree.name, meta: { reason: 'cycle' } }])
    const [row] = await rows(
      forUpdate(
        sql`select ${name(tree.column)} as above from ${name(resource.table)} where id = ${above}`
      )
    )
    above = row?.above
  }
}
