import { transaction } from '#app/database/store.ts'
import type { Grant } from '#app/access/grant.ts'
import { Refusal } from '#app/errors/refusal.ts'
import type { Written } from '../operations/written.ts'
import { change } from '../operations/update.ts'
import { isRecordId } from '#app/database/record_id.ts'
import type { ResourceField } from '../resource.ts'
import { isWritable } from '../write/input.ts'
import { readableFields, valuesAsOf } from './revisions.ts'

export interface RestoredRevision extends Written {
  /** Fields the actor may read that stay as they are: not theirs to write, or not for anybody. */
  kept: string[]
}

/**
 * Writes the values of version n as an update of the actor's: their rights, every rule of the fields, a new version.
 * Secrets stay as they are (a revision does not have them), and so does what the actor does not see. The rows of a
 * sub-table have a history of their own.
 */
export async function restoreRevision(
  reading: Grant,
  updating: Grant,
  id: string,
  n: number,
  version: number | null
): Promise<RestoredRevision> {
  const { resource } = updating
  if (!isRecordId(id)) throw new Refusal('E_NOT_FOUND')
  if (resource.engineOnly) throw new Refusal('E_FORBIDDEN')
  return transaction(async () => {
    const shown = await readableFields(reading, id)
    const former = Object.entries(await valuesAsOf(resource, id, n)).filter(([name]) =>
      shown.has(name)
    )
    const body: Record<string, unknown> = {}
    const kept: string[] = []
    for (const [name, value] of former) {
      const field = resource.field(name)
      if (!field) continue
      if (isWritable(updating, name, true) && !isSecret(field)) body[name] = asInput(field, value)
      else kept.push(name)
    }
    return { ...(await change(updating, id, body, version)), kept }
  })
}

function isSecret({ definition }: ResourceField): boolean {
  return definition.type === 'protected' || definition.type === 'password'
}

/** Files are shown as `{id, label}` and given as ids. */
function asInput(field: ResourceField, value: unknown): unknown {
  if (!field.type.attached || !Array.isArray(value)) return value
  return value.map(({ id }: { id: string }) => id)
}
