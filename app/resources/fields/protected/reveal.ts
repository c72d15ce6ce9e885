import { appendAudit } from '#app/audit/log.ts'
import { rulesFor, rulesReading, type Grant } from '#app/access/grant.ts'
import { and, column, name, sql } from '#app/database/sql.ts'
import { row } from '#app/database/store.ts'
import { Refusal, type Problem } from '#app/errors/refusal.ts'
import { Compiler } from '../../query/compiler.ts'
import { isRecordId } from '#app/database/record_id.ts'
import type { ResourceField } from '../../resource.ts'
import { characters } from '../text_rules.ts'

const LONGEST_REASON = 200

/**
 * The whole value of one protected field of one record, for somebody who says why. The line in the audit log is
 * committed before the value leaves; a refusal leaves one too.
 */
export async function reveal(grant: Grant, id: string, body: unknown): Promise<unknown> {
  if (!isRecordId(id)) throw new Refusal('E_NOT_FOUND')
  const { field, reason } = readRequest(grant, body)
  const detail = { field: field.name, reason }
  const line = { resource: grant.resource.name, record: id, detail }
  try {
    const stored = await readCell(grant, field, id)
    await appendAudit(grant.actor, { action: 'reveal', ...line })
    return field.fromDb(stored)
  } catch (error) {
    if (error instanceof Refusal)
      await appendAudit(grant.actor, { action: 'reveal_refused', ...line })
    throw error
  }
}

function readRequest(grant: Grant, body: unknown): { field: ResourceField; reason: string } {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new Refusal('E_MALFORMED')
  const { field: fieldName, reason } = body as Record<string, unknown>
  const field = typeof fieldName === 'string' ? grant.resource.field(fieldName) : undefined
  const problems: Problem[] = []
  const shown =
    field?.definition.type === 'protected' && rulesReading(grant.rules, field.name).length > 0
  if (!shown) problems.push({ code: 'E_UNKNOWN_FIELD', field: 'field' })
  if (typeof reason !== 'string' || reason.trim() === '')
    problems.push({ code: 'E_REQUIRED', field: 'reason' })
  else if (characters(reason) > LONGEST_REASON)
    problems.push({ code: 'E_LENGTH', field: 'reason', meta: { max: LONGEST_REASON } })
  if (problems.length > 0) throw new Refusal(problems)
  return { field: field!, reason: (reason as string).trim() }
}

/** 404 for a record the actor may not see at all, 403 for one whose field no rule reveals. */
async function readCell(grant: Grant, field: ResourceField, id: string): Promise<unknown> {
  const { actor, resource, rules } = grant
  const compiler = new Compiler(actor)
  const source = compiler.source(resource, null)
  const seen = compiler.covers(source, [
    ...rules,
    ...rulesFor(actor, resource.name, 'read'),
    ...rulesFor(actor, resource.name, 'list'),
  ])
  const allowed = compiler.covers(source, rulesReading(rules, field.name))
  const found = await row(
    sql`select ${column(source.alias, field.column)} as value, case when ${allowed} then 1 else 0 end as allowed
      from ${name(resource.table)} ${name(source.alias)}
      where ${and([sql`${column(source.alias, 'id')} = ${id}`, compiler.rows(source), seen])}`
  )
  if (!found) throw new Refusal('E_NOT_FOUND')
  if (Number(found.allowed) !== 1) throw new Refusal('E_FORBIDDEN')
  return found.value
}
