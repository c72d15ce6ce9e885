/** The audit log as people read it: who did what to which record, and what changed by it. */
import type { AuditLine, FieldChange, Locale, LogReference, Named } from '@xinglin/contracts'
import { Grant, rulesFor, type Actor } from '#app/access/grant.ts'
import { sql } from '#app/database/sql.ts'
import { row } from '#app/database/store.ts'
import { Refusal } from '#app/errors/refusal.ts'
import { revisions } from '#app/resources/history/revisions.ts'
import { find } from '#app/resources/operations/find.ts'
import { list, type Page } from '#app/resources/operations/list.ts'
import { parseQuery, type Query } from '#app/resources/query/query.ts'
import { findResource, getResource } from '#app/resources/registry.ts'
import type { Resource } from '#app/resources/resource.ts'
import { textContext } from '#app/resources/words.ts'
import { fieldChanges, type Change } from './field_changes.ts'
import { readsVersions, titlesOf } from './titles.ts'
import { actionNamed, notesOf, resourceNamed, titleInWords } from './words.ts'

/** The lines a query finds, in words. A column that is not granted says nothing. */
export async function auditLines(
  grant: Grant,
  query: Query,
  locale: Locale
): Promise<{ data: AuditLine[]; meta: Page['meta'] }> {
  const { data, meta } = await list(grant, query)
  const lines = data.map((line) => lineOf(line, locale))
  await nameRecords(grant.actor, lines, locale)
  for (const { resource, record } of lines)
    if (record) record.label = titleInWords(resource, record.label, locale)
  return { data: lines, meta }
}

function lineOf(line: Record<string, unknown>, locale: Locale): AuditLine {
  const resource = (line.resource as string | null | undefined) ?? null
  return {
    id: line.id as string,
    at: line.createdAt as string,
    by: line.actor
      ? { id: line.actor as string, label: (line.actorName as string | null) ?? null }
      : null,
    action: actionNamed(String(line.action ?? ''), locale),
    resource: resource === null ? null : resourceNamed(resource, locale),
    record: line.record ? { id: line.record as string, label: null } : null,
    ip: (line.ip as string | null | undefined) ?? null,
    notes: notesOf((line.detail as Record<string, unknown> | null) ?? null, resource, locale),
  }
}

/** Puts titles to the records of lines, a statement or three for each resource. */
export async function nameRecords(
  actor: Actor,
  lines: readonly { resource: Named | null; record: LogReference | null }[],
  locale: Locale
): Promise<void> {
  const context = await textContext(locale)
  const waiting = Map.groupBy(
    lines.filter(({ record }) => record?.label === null),
    ({ resource }) => resource?.name ?? ''
  )
  for (const [name, those] of waiting) {
    const resource = findResource(name)
    if (!resource) continue
    const titles = await titlesOf(
      actor,
      resource,
      those.map(({ record }) => record!.id),
      context
    )
    for (const { record } of those) record!.label = titles.get(record!.id) ?? null
  }
}

/**
 * What a line's act changed, field by field; null where it changed no record or the record is not the actor's to see.
 * @throws 404 for a line the actor does not see
 */
export async function changesOf(
  grant: Grant,
  id: string,
  locale: Locale
): Promise<FieldChange[] | null> {
  const { data: line } = await find(grant, id)
  const resource = typeof line.resource === 'string' ? findResource(line.resource) : undefined
  if (!resource || !line.record || !line.action) return null
  const n = await versionOf(line as { id: string; action: string; record: string }, resource)
  const change =
    n === null ? null : await versionFor(grant.actor, resource, line.record as string, n)
  if (!change) return null
  const context = await textContext(locale)
  const record = line.record as string
  const key = (await titlesOf(grant.actor, resource, [record], context)).get(record)
  return (await fieldChanges(grant.actor, resource, [{ ...change, key }], locale, context))[0]!
}

/** Revisions tell only of what became of the fields. */
const REVISION_OF: Record<string, string> = { transition: 'update' }

/** The revision is written in the line's own transaction, just before it, and ids rise with time. */
async function versionOf(
  line: { id: string; action: string; record: string },
  resource: Resource
): Promise<number | null> {
  const action = REVISION_OF[line.action] ?? line.action
  const found = await row(
    sql`select n from core__revisions where record = ${line.record} and resource = ${resource.name}
      and action = ${action} and id < ${line.id} order by id desc limit 1`
  )
  return found ? Number(found.n) : null
}

/** The version as the actor may see it: as a reader of the record, else as a reader of all versions. */
async function versionFor(
  actor: Actor,
  resource: Resource,
  record: string,
  n: number
): Promise<Change | null> {
  const reading = rulesFor(actor, resource.name, 'read')
  if (reading.length > 0) {
    try {
      const all = await revisions(new Grant(actor, resource, 'read', reading), record)
      return all.find((version) => version.n === n) ?? null
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
    }
  }
  if (!readsVersions(actor, resource)) return null
  const revisionLog = getResource('core.revisions')
  const { data } = await list(
    new Grant(actor, revisionLog, 'read', rulesFor(actor, revisionLog.name, 'read')),
    parseQuery({
      fields: ['before', 'after'],
      filters: [
        { field: 'record', operator: 'eq', value: record },
        { field: 'resource', operator: 'eq', value: resource.name },
        { field: 'n', operator: 'eq', value: n },
      ],
    })
  )
  return (data[0] as unknown as Change | undefined) ?? null
}
