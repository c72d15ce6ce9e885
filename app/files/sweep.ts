import { inList, sql } from '#app/database/sql.ts'
import { forUpdate, row, rows, transaction } from '#app/database/store.ts'
import { systemGrant } from '#app/access/grant.ts'
import { toStored } from '#app/database/instant.ts'
import { discard } from '#app/resources/operations/remove.ts'
import { getResource } from '#app/resources/registry.ts'
import { removeContent, storedBefore } from './file_store.ts'

const KEPT_MS = 24 * 3600 * 1000
const BATCH = 200

/** Removes temporary files that nobody attached within a day. Returns how many. */
export async function sweepFiles(now = Date.now()): Promise<number> {
  const before = toStored(new Date(now - KEPT_MS).toISOString())
  const old = await rows(
    sql`select id, stored_as from core__files where resource is null and live = '' and created_at < ${before} order by id limit ${BATCH}`
  )
  let removed = 0
  for (const file of old) {
    if (!(await discardTemporary(file.id as string))) continue
    await removeContent(file.stored_as as string)
    removed += 1
  }
  return removed
}

/** Removes contents that no row knows: of uploads and exports that were killed before theirs was written. How many. */
export async function sweepContents(now = Date.now()): Promise<number> {
  let removed = 0
  for await (const contents of storedBefore(now - KEPT_MS, BATCH)) {
    // Of a deleted row too: it is in the recycle bin.
    const found = await rows(
      sql`select stored_as from core__files where ${inList(sql`stored_as`, contents)}`
    )
    const known = new Set(found.map((line) => line.stored_as))
    for (const storedAs of contents.filter((content) => !known.has(content))) {
      await removeContent(storedAs)
      removed += 1
    }
  }
  return removed
}

/** False when somebody attached it meanwhile. */
function discardTemporary(id: string): Promise<boolean> {
  return transaction(async () => {
    const temporary = await row(
      forUpdate(sql`select id from core__files where id = ${id} and resource is null and live = ''`)
    )
    if (temporary) await discard(systemGrant(getResource('core.files'), 'delete'), id)
    return temporary !== undefined
  })
}
