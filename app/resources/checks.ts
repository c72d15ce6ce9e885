/**
 * What a resource asks of its records beyond the rules of single fields. Every write passes here, whichever way it
 * came: a form, a bulk call, an import, a restored version.
 */
import type { Actor } from '#app/access/grant.ts'
import type { Problem } from '#app/errors/refusal.ts'

export type Change = 'created' | 'updated' | 'deleted' | 'restored'

export interface ChangedRecord {
  id: string
  /** The record's version after the change, which numbers the revision. */
  n: number
  /** Values before and after, of the changed fields only; null where there is no record. */
  before: Record<string, unknown> | null
  after: Record<string, unknown> | null
  /** Names of changed fields whose values a revision does not show. */
  hidden?: readonly string[]
}

export interface ResourceChecks {
  /** Problems of an input, reported together with those of its fields. `present`: the record as it is, null for a new one. */
  input?(
    given: Readonly<Record<string, unknown>>,
    present: Readonly<Record<string, unknown>> | null
  ): Promise<Problem[]>
  /** Values that follow from an input that is good, whoever may write their fields. */
  implied?(
    actor: Actor,
    given: Readonly<Record<string, unknown>>,
    present: Readonly<Record<string, unknown>> | null
  ): Promise<Record<string, unknown>>
  /** Runs in the transaction, after the records are written: throws a refusal, or writes what must follow. */
  written?(actor: Actor, change: Change, records: readonly ChangedRecord[]): Promise<void>
}

const checks = new Map<string, ResourceChecks[]>()

export function addChecks(resource: string, added: ResourceChecks): void {
  checks.set(resource, [...(checks.get(resource) ?? []), added])
}

export async function inputProblems(
  resource: string,
  ...input: Parameters<NonNullable<ResourceChecks['input']>>
): Promise<Problem[]> {
  const problems: Problem[] = []
  for (const check of checks.get(resource) ?? [])
    problems.push(...((await check.input?.(...input)) ?? []))
  return problems
}

export async function impliedValues(
  resource: string,
  ...input: Parameters<NonNullable<ResourceChecks['implied']>>
): Promise<Record<string, unknown>> {
  const values: Record<string, unknown> = {}
  for (const check of checks.get(resource) ?? [])
    Object.assign(values, await check.implied?.(...input))
  return values
}

export async function checkWrittenRecords(
  resource: string,
  ...write: Parameters<NonNullable<ResourceChecks['written']>>
): Promise<void> {
  for (const check of checks.get(resource) ?? []) await check.written?.(...write)
}
