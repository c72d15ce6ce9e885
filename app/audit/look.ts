/** Who looked at whose record: lines for reads of protected resources, written before anybody has the answer. */
import type { Actor, Grant } from '#app/access/grant.ts'
import { afterRollback, type Row } from '#app/database/store.ts'
import { Refusal } from '#app/errors/refusal.ts'
import type { Selection } from '#app/resources/query/selection.ts'
import type { Resource } from '#app/resources/resource.ts'
import { appendAuditLines, type AuditLine } from './log.ts'

/**
 * Reads a record; of a protected resource that leaves a line before anybody has the answer, and also where it is
 * refused. The system's own reads leave none.
 */
export async function looking<T>(grant: Grant, id: string, read: () => Promise<T>): Promise<T> {
  const { actor, resource } = grant
  if (!resource.definition.protected || actor.user === null) return read()
  const leaveLine = (refused?: string) =>
    leave(actor, [
      {
        action: 'look',
        resource: resource.name,
        record: id,
        detail: refused ? { refused } : null,
      },
    ])
  try {
    const found = await read()
    await leaveLine()
    return found
  } catch (error) {
    if (error instanceof Refusal) await leaveLine(error.code)
    throw error
  }
}

/** A line for each record of a protected resource that a list shows, itself or through relations. */
export async function lookedAtList(
  grant: Grant,
  selection: Selection,
  shown: readonly Row[],
  ids: readonly string[]
): Promise<void> {
  await leaveLines(grant, grant.resource, ids)
  await lookedThrough(grant, selection, shown)
}

/** A line for each record of a protected resource of which an answer shows fields through a relation. */
export async function lookedThrough(
  grant: Grant,
  { protectedHops }: Selection,
  shown: readonly Row[]
): Promise<void> {
  for (const { resource, alias } of protectedHops) {
    const ids = shown.map((row) => row[alias]).filter((id) => typeof id === 'string')
    await leaveLines(grant, resource, [...new Set(ids)])
  }
}

/** Numbers over protected records: nobody's in particular, so one line that says by what they were told apart. */
export async function lookedAtNumbers(grant: Grant, groupedBy: readonly string[]): Promise<void> {
  if (!grant.resource.definition.protected || grant.actor.user === null) return
  const detail = { via: grant.action, groupedBy }
  await leave(grant.actor, [
    { action: 'look', resource: grant.resource.name, record: null, detail },
  ])
}

async function leaveLines(
  { actor, action }: Grant,
  resource: Resource,
  ids: readonly string[]
): Promise<void> {
  if (!resource.definition.protected || actor.user === null) return
  const detail = { via: action }
  await leave(
    actor,
    ids.map((record) => ({ action: 'look', resource: resource.name, record, detail }))
  )
}

/** They have seen it, also where what they did besides is undone: a refusal of a write may show the record. */
async function leave(actor: Actor, lines: readonly AuditLine[]): Promise<void> {
  await appendAuditLines(actor, lines)
  afterRollback(() => appendAuditLines(actor, lines))
}
