/** Ties files to a record, inside the transaction that writes it. */
import { inList, sql } from '#app/database/sql.ts'
import { execute, forUpdate, rows, type Row } from '#app/database/store.ts'
import type { Actor } from '#app/access/grant.ts'
import { Refusal } from '#app/errors/refusal.ts'
import type { Resource, ResourceField } from '../../resource.ts'
import { isSafeImage } from '../image/safe_image.ts'

export interface AttachedFile {
  id: string
  label: string
  type: string
  size: number
}

/**
 * Attaches the actor's temporary files; files that this field of this record has or once had may stay or come back.
 * Answers what the record keeps of each, in the order given.
 * @throws E_RELATION for any other file; E_UNSUPPORTED_FILE or E_TOO_LARGE for one the field does not take
 */
export async function attachFiles(
  actor: Actor,
  resource: Resource,
  recordId: string,
  field: ResourceField,
  ids: readonly string[]
): Promise<AttachedFile[]> {
  if (ids.length === 0) return []
  const found = await rows(
    forUpdate(
      sql`select id, name, size, type, resource, record, field, created_by from core__files where ${inList(sql`id`, ids)} and live = ''`
    )
  )
  const byId = new Map(found.map((file) => [file.id as string, file]))
  const files = ids.map((id) => byId.get(id))
  const fits = (file: Row | undefined) =>
    file !== undefined &&
    (file.resource === null
      ? actor.user !== null && file.created_by === actor.user.id
      : file.resource === resource.name && file.record === recordId && file.field === field.name)
  if (!files.every(fits)) throw new Refusal([{ code: 'E_RELATION', field: field.name }])
  const attached = (files as Row[]).map(toAttached)
  for (const file of attached) checkFits(file, field)
  await execute(
    sql`update core__files set resource = ${resource.name}, record = ${recordId}, field = ${field.name} where ${inList(sql`id`, ids)}`
  )
  return attached
}

function toAttached(file: Row): AttachedFile {
  return {
    id: file.id as string,
    label: file.name as string,
    type: file.type as string,
    size: Number(file.size),
  }
}

function checkFits(file: AttachedFile, { name, definition }: ResourceField): void {
  if (definition.type !== 'file' && definition.type !== 'image') return
  if (definition.type === 'image' && !isSafeImage(file.type))
    throw new Refusal([{ code: 'E_UNSUPPORTED_FILE', field: name }])
  if (definition.type === 'file' && definition.accept && !isAccepted(file, definition.accept))
    throw new Refusal([{ code: 'E_UNSUPPORTED_FILE', field: name }])
  if (definition.maxBytes !== undefined && file.size > definition.maxBytes)
    throw new Refusal([{ code: 'E_TOO_LARGE', field: name, meta: { limit: definition.maxBytes } }])
}

/** `accept` as in HTML: a type, a family such as `image/*`, or an ending such as `.pdf`. */
function isAccepted(file: AttachedFile, accept: readonly string[]): boolean {
  return accept.some((item) => {
    if (item.startsWith('.')) return file.label.toLowerCase().endsWith(item.toLowerCase())
    return item.endsWith('/*') ? file.type.startsWith(item.slice(0, -1)) : file.type === item
  })
}
