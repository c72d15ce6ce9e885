/** The journal of configuration as people read it: each change of a menu, role, grant or setting, field by field. */
import type { JournalEntry, Locale } from '@xinglin/contracts'
import type { Grant } from '#app/access/grant.ts'
import { list, type Page } from '#app/resources/operations/list.ts'
import type { Query } from '#app/resources/query/query.ts'
import { findResource } from '#app/resources/registry.ts'
import { textContext } from '#app/resources/words.ts'
import type { Values } from '#app/resources/values.ts'
import { nameRecords } from './audit_lines.ts'
import { fieldChanges } from './field_changes.ts'
import { actionNamed, resourceNamed, titleInWords } from './words.ts'

export async function journal(
  grant: Grant,
  query: Query,
  locale: Locale
): Promise<{ data: JournalEntry[]; meta: Page['meta'] }> {
  const { data, meta } = await list(grant, query)
  const lines = data.map((line) => entryOf(line, locale))
  await nameRecords(grant.actor, lines, locale)
  const context = await textContext(locale)
  const byResource = Map.groupBy(lines.keys(), (i) => lines[i]!.resource?.name ?? '')
  for (const [name, places] of byResource) {
    const resource = findResource(name)
    if (!resource) continue
    const changes = places.map((i) => ({
      before: (data[i]!.before as Values | null) ?? null,
      after: (data[i]!.after as Values | null) ?? null,
      key: lines[i]!.record?.label ?? undefined,
    }))
    const told = await fieldChanges(grant.actor, resource, changes, locale, context)
    for (const [place, i] of places.entries()) {
      lines[i]!.changes = told[place]!
      const title = told[place]!.find((change) => change.name === resource.title.name)
      // A record that is gone is called what the journal says it was.
      if (lines[i]!.record) lines[i]!.record.label ??= title?.after ?? title?.before ?? null
    }
  }
  for (const { resource, record } of lines)
    if (record) record.label = titleInWords(resource, record.label, locale)
  return { data: lines, meta }
}

function entryOf(line: Record<string, unknown>, locale: Locale): JournalEntry {
  return {
    id: line.id as string,
    at: line.createdAt as string,
    by:
      line.byUser || line.byName
        ? { id: line.byUser as string, label: (line.byName as string | null) ?? null }
        : null,
    action: actionNamed(String(line.action ?? ''), locale),
    resource: line.resource ? resourceNamed(line.resource as string, locale) : null,
    record: line.record ? { id: line.record as string, label: null } : null,
    changes: [],
  }
}
