/** Makes a file's row: temporary, and its owner's alone until it is attached to a record. */
import { Grant, systemGrant, type Actor } from '#app/access/grant.ts'
import { transaction } from '#app/database/store.ts'
import { getResource } from '#app/resources/registry.ts'
import { insert } from '#app/resources/operations/create.ts'
import type { StoredContent } from './file_store.ts'

export interface NewFile extends StoredContent {
  name: string
  type: string
}

/** Returns the file's id. The person needs no grant: uploading gives them nothing but what they had. */
export async function addFile(actor: Actor, file: NewFile): Promise<string> {
  const resource = getResource('core.files')
  const grant = new Grant(actor, resource, 'create', systemGrant(resource, 'create').rules)
  const { name, size, type, hash, storedAs } = file
  return (await transaction(() => insert(grant, { name, size, type, hash, storedAs }))).id
}
