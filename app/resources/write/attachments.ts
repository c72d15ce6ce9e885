import { attachFiles } from '../fields/file/attach.ts'
import type { Actor } from '#app/access/grant.ts'
import type { Resource } from '../resource.ts'
import type { Values } from '../values.ts'

/**
 * Attaches the files whose ids were given to the record, inside its transaction; returns what the record keeps of
 * them. Fields whose files stay the same come back as they are, so that they count as unchanged.
 */
export async function attachGiven(
  actor: Actor,
  resource: Resource,
  recordId: string,
  given: Values,
  present: Values | null
): Promise<Values> {
  const attached: Values = {}
  for (const [fieldName, ids] of Object.entries(given)) {
    const field = resource.field(fieldName)!
    if (!field.type.attached || !Array.isArray(ids)) continue
    const kept = (present?.[fieldName] ?? []) as { id: string }[]
    const same = kept.length === ids.length && kept.every(({ id }, i) => id === ids[i])
    attached[fieldName] = same ? kept : await attachFiles(actor, resource, recordId, field, ids)
  }
  return attached
}
