/** Which files a person may read: their own temporary ones, and those of a record whose field they may read. */
import { sql } from '#app/database/sql.ts'
import { row, type Row } from '#app/database/store.ts'
import { authorize } from '#app/access/authorize.ts'
import type { Actor } from '#app/access/grant.ts'
import { Refusal } from '#app/errors/refusal.ts'
import { find } from '#app/resources/operations/find.ts'
import { isRecordId } from '#app/database/record_id.ts'

export interface FileRow {
  id: string
  name: string
  size: number
  type: string
  hash: string
  storedAs: string
}

/** 404 for a file that is not there and for one that is not the actor's to read alike. */
export async function readableFile(actor: Actor, id: unknown): Promise<FileRow> {
  const found = isRecordId(id) ? await fileRow(id) : undefined
  if (!found || !(await mayRead(actor, found))) throw new Refusal('E_NOT_FOUND')
  return toFile(found)
}

/** A temporary file of the actor's own, such as one to import. */
export async function ownTemporaryFile(actor: Actor, id: unknown): Promise<FileRow> {
  const found = isRecordId(id) ? await fileRow(id) : undefined
  if (!found || found.resource !== null || !isOwn(actor, found))
    throw new Refusal([{ code: 'E_RELATION', field: 'fileId' }])
  return toFile(found)
}

function fileRow(id: string): Promise<Row | undefined> {
  return row(
    sql`select id, name, size, type, hash, stored_as, resource, record, field, created_by from core__files where id = ${id} and live = ''`
  )
}

function isOwn(actor: Actor, file: Row): boolean {
  return actor.user !== null && file.created_by === actor.user.id
}

async function mayRead(actor: Actor, file: Row): Promise<boolean> {
  if (file.resource === null) return isOwn(actor, file)
  const field = file.field as string
  try {
    const grant = authorize(actor, file.resource as string, 'read')
    const { data } = await find(grant, file.record as string, [field])
    const attached = data[field]
    return Array.isArray(attached) && attached.some((item) => item.id === file.id)
  } catch (error) {
    if (error instanceof Refusal) return false
    throw error
  }
}

function toFile(file: Row): FileRow {
  return {
    id: file.id as string,
    name: file.name as string,
    size: Number(file.size),
    type: file.type as string,
    hash: file.hash as string,
    storedAs: file.stored_as as string,
  }
}
