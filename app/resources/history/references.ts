import type { Grant } from '#app/access/grant.ts'
import { Compiler } from '../query/compiler.ts'
import { fillRelations } from '../query/labels.ts'
import type { Json } from '../query/selection.ts'
import type { ResourceField } from '../resource.ts'
import type { Values } from '../values.ts'

/** Puts `{id, label}` in the place of the ids a revision keeps; a label only where the actor may see it now. */
export async function labelReferences(grant: Grant, all: readonly Values[]): Promise<void> {
  const fields = new Set<ResourceField>()
  const waiting: Json[] = []
  for (const values of all) {
    for (const [fieldName, value] of Object.entries(values)) {
      const field = grant.resource.field(fieldName)
      if (!field?.target || value === null || field.definition.type === 'hasMany') continue
      const references = (Array.isArray(value) ? value : [value]).map((id) => ({ id, label: null }))
      values[fieldName] = Array.isArray(value) ? references : references[0]
      fields.add(field)
      waiting.push(...references.map((reference) => ({ [fieldName]: reference })))
    }
  }
  await fill(grant, [...fields], waiting)
}

/** Names those who made the versions, to whom may see their names. */
export async function labelPeople(grant: Grant, people: readonly Json[]): Promise<void> {
  const field = grant.resource.field('createdBy')!
  await fill(
    grant,
    [field],
    people.map((by) => ({ createdBy: by }))
  )
}

async function fill(
  grant: Grant,
  references: ResourceField[],
  waiting: readonly Json[]
): Promise<void> {
  if (waiting.length === 0) return
  const source = new Compiler(grant.actor).source(grant.resource, grant.rules)
  const selection = {
    columns: [],
    collections: [],
    protectedHops: [],
    references,
    toJson: (row: Json) => row,
  }
  await fillRelations(grant.actor, source, selection, waiting)
}
