/** Related records named in a sheet by their title, or by id: found for a whole batch at once. */
import { and, column, inList, name, sql } from '#app/database/sql.ts'
import { rows } from '#app/database/store.ts'
import { visibleRules, type Actor } from '#app/access/grant.ts'
import { Compiler } from '#app/resources/query/compiler.ts'
import { comparable } from '#app/resources/query/comparable.ts'
import { isRecordId } from '#app/database/record_id.ts'
import { getResource } from '#app/resources/registry.ts'
import type { ResourceField } from '#app/resources/resource.ts'
import type { Values } from '#app/resources/values.ts'

/** What the words of a batch mean: the ids of the records the actor may see under each. */
export interface References {
  idsOf(field: ResourceField, word: string): readonly string[]
}

export async function findReferences(
  actor: Actor,
  fields: readonly ResourceField[],
  batch: readonly Values[]
): Promise<References> {
  const byTarget = new Map<string, Map<string, string[]>>()
  for (const field of fields.filter(({ target }) => target !== null)) {
    const words = byTarget.get(field.target!) ?? new Map<string, string[]>()
    byTarget.set(field.target!, words)
    for (const values of batch) for (const word of wordsIn(values[field.name])) words.set(word, [])
  }
  for (const [target, words] of byTarget) await lookUp(actor, target, words)
  return { idsOf: (field, word) => byTarget.get(field.target!)?.get(word) ?? [] }
}

export function wordsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return Array.isArray(value) ? (value as string[]) : []
}

async function lookUp(actor: Actor, target: string, words: Map<string, string[]>): Promise<void> {
  const resource = getResource(target)
  const rules = visibleRules(actor, resource)
  if (rules.length === 0 || words.size === 0) return
  const compiler = new Compiler(actor)
  const source = compiler.source(resource, rules)
  const id = column(source.alias, 'id')
  const from = sql`from ${name(resource.table)} ${name(source.alias)}`
  const ids = [...words.keys()].filter(isRecordId)
  const titles = new Map(
    [...words.keys()]
      .filter((word) => !isRecordId(word))
      .map((word) => [comparable(word, resource.title), word])
  )
  titles.delete(undefined)
  if (ids.length > 0) {
    const found = await rows(
      sql`select ${id} as id ${from} where ${and([inList(id, ids), compiler.rows(source)])}`
    )
    for (const line of found) words.get(line.id as string)!.push(line.id as string)
  }
  const title = compiler.cell(source, resource.title, resource.title.comparedColumn)
  if (titles.size === 0 || !title) return
  const found = await rows(
    sql`select ${id} as id, ${title} as title ${from} where ${and([inList(title, [...titles.keys()]), compiler.rows(source)])} limit 10000`
  )
  for (const line of found) {
    const word = titles.get(line.title as string)
    if (word !== undefined) words.get(word)!.push(line.id as string)
  }
}
