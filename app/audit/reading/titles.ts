/** Records of the log by their titles, for who may see these. */
import {
  Grant,
  rulesFor,
  rulesReading,
  systemGrant,
  visibleRules,
  type Actor,
} from '#app/access/grant.ts'
import { list } from '#app/resources/operations/list.ts'
import { labelsOf } from '#app/resources/query/labels.ts'
import { parseQuery } from '#app/resources/query/query.ts'
import { getResource } from '#app/resources/registry.ts'
import type { Resource } from '#app/resources/resource.ts'
import { cellText, type TextContext } from '#app/resources/cell_text.ts'

export type Titles = ReadonlyMap<string, string>

/**
 * Whether the actor reads every version of the resource's records as they are kept. Protected records are left out:
 * looking at them leaves a line, which this would not.
 */
export function readsVersions(actor: Actor, resource: Resource): boolean {
  if (resource.definition.protected) return false
  return rulesFor(actor, 'core.revisions', 'read').some(
    (rule) =>
      rule.scope === null &&
      ['before', 'after'].every((field) => rulesReading([rule], field).length > 0)
  )
}

/** By id; without those that are gone for good or not the actor's to see. */
export async function titlesOf(
  actor: Actor,
  resource: Resource,
  ids: Iterable<string>,
  context: TextContext
): Promise<Titles> {
  const titles = new Map<string, string>()
  const wanted = new Set(ids)
  // Named as a relation names it: reading the log is no look at the record.
  if (resource.definition.protected) return labelsOf(actor, resource, [...wanted])
  const visible = visibleRules(actor, resource)
  if (visible.length > 0) await add(new Grant(actor, resource, 'pick', visible), false)
  if (readsVersions(actor, resource)) {
    await add(systemGrant(resource, 'list'), false)
    if (!resource.isLog) await add(systemGrant(resource, 'list'), true)
  }
  return titles

  async function add(grant: Grant, deleted: boolean): Promise<void> {
    const missing = [...wanted].filter((id) => !titles.has(id))
    if (missing.length === 0) return
    const { name } = resource.title
    const { data } = await list(grant, {
      ...parseQuery({ total: 'none', fields: ['id', name] }),
      filters: [{ field: 'id', operator: 'in', value: missing }],
      pageSize: missing.length,
      deleted,
    })
    for (const [id, text] of await titleTexts(actor, resource, data, context)) titles.set(id, text)
  }
}

async function titleTexts(
  actor: Actor,
  resource: Resource,
  records: readonly Record<string, unknown>[],
  context: TextContext
): Promise<[id: string, text: string][]> {
  const { name, target } = resource.title
  const known = records.filter((record) => record[name] !== null && record[name] !== undefined)
  if (target === null)
    return known.map((record) => [
      record.id as string,
      String(cellText(record[name], resource.title, context)),
    ])
  // A title that is another record is named only to who may see that one.
  const idOf = (record: Record<string, unknown>) => (record[name] as { id: string }).id
  const titles = await titlesOf(actor, getResource(target), known.map(idOf), context)
  return known.flatMap((record) => {
    const text = titles.get(idOf(record))
    return text === undefined ? [] : [[record.id as string, text] as [string, string]]
  })
}
