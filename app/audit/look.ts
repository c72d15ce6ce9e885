import type { Grant } from '#app/access/grant.ts'
import { Refusal } from '#app/errors/refusal.ts'
import { appendAudit } from './log.ts'

/**
 * Reads a record; of a protected resource that leaves a line before anybody has the answer, and also where it is
 * refused. The system's own reads leave none.
 */
export async function looking<T>(grant: Grant, id: string, read: () => Promise<T>): Promise<T> {
  const { actor, resource } = grant
  if (!resource.definition.protected || actor.user === null) return read()
  const leaveLine = (refused?: string) =>
    appendAudit(actor, {
      action: 'look',
      resource: resource.name,
      record: id,
      detail: refused ? { refused } : null,
    })
  try {
    const found = await read()
    await leaveLine()
    return found
  } catch (error) {
    if (error instanceof Refusal) await leaveLine(error.code)
    throw error
  }
}
