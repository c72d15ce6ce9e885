/** Turns rows of a sheet into what is to be written, by the rules every single record is written by. */
import { and, column, inList, name, sql } from '#app/database/sql.ts'
import { rows } from '#app/database/store.ts'
import { rulesFor } from '#app/access/grant.ts'
import { Refusal, type Problem } from '#app/errors/refusal.ts'
import { Compiler } from '#app/resources/query/compiler.ts'
import type { ResourceField } from '#app/resources/resource.ts'
import { withDefaults } from '#app/resources/write/derived.ts'
import { isWritable, readInput } from '#app/resources/write/input.ts'
import { sameValue, type Values } from '#app/resources/values.ts'
import { readPairs } from '#app/resources/write/pairs.ts'
import { storedColumns, toStoredRecord, type StoredRecord } from '#app/resources/write/record.ts'
import { uncovered } from './batch_rights.ts'
import type { ImportPlan } from './import_plan.ts'
import { findReferences, wordsIn, type References } from './named_references.ts'
import { holders, keyText, uniqueKeys } from './unique_keys.ts'

/** A row with its cells read as values; related records still by their words. */
export interface GivenRow {
  n: number
  given: Values
}
export type PreparedRow =
  | { act: 'created'; n: number; given: Values }
  | {
      act: 'updated'
      n: number
      present: StoredRecord
      /** Only what differs; members of relations with those before them. */
      given: Values
      pairs: Map<string, string[]>
    }
  | { act: 'unchanged'; n: number }
export type RowProblem = Problem & { n: number }

export interface Prepared {
  rows: PreparedRow[]
  problems: RowProblem[]
}

/** `breathe` is called after each row. */
export async function prepareBatch(
  plan: ImportPlan,
  batch: readonly GivenRow[],
  breathe: () => Promise<void>
): Promise<Prepared> {
  const { actor } = plan.importing
  const fields = plan.columns.map(({ field }) => field)
  const values = batch.map(({ given }) => given)
  const references = await findReferences(actor, fields, values)
  const present = plan.key ? await presentRecords(plan, plan.key, batch) : new Map()
  const prepared: Prepared = { rows: [], problems: [] }
  for (const row of batch) {
    await breathe()
    try {
      prepared.rows.push(await prepareRow(plan, row, present.get(row.n), references))
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      prepared.problems.push(...error.problems.map((problem) => ({ ...problem, n: row.n })))
    }
  }
  prepared.problems.push(...(await takenKeys(plan, prepared.rows)))
  return prepared
}

async function prepareRow(
  plan: ImportPlan,
  { n, given }: GivenRow,
  present: StoredRecord | 'forbidden' | undefined,
  references: References
): Promise<PreparedRow> {
  if (present === 'forbidden') throw new Refusal('E_FORBIDDEN')
  const named = withIds(plan, given, present?.values, references)
  if (!present) return { act: 'created', n, given: await newValues(plan, named) }
  const input = await readInput(
    plan.updating!,
    unchangedLeftOut(plan, named, present),
    present.values
  )
  return changesOf(plan, n, present, input)
}

/** An empty cell of a new record is one that was not filled in, so that the default stands. */
async function newValues({ creating, key }: ImportPlan, named: Values): Promise<Values> {
  const filled = Object.entries(named).filter(
    ([fieldName, value]) => value !== null && !(fieldName === 'id' && key?.name === 'id')
  )
  return readInput(creating, await withDefaults(creating, Object.fromEntries(filled)), null)
}

async function changesOf(
  { resource }: ImportPlan,
  n: number,
  present: StoredRecord,
  input: Values
): Promise<PreparedRow> {
  const given: Values = {}
  const pairs = new Map<string, string[]>()
  for (const [fieldName, value] of Object.entries(input)) {
    const field = resource.field(fieldName)!
    const before = field.many
      ? await readPairs(resource, field, present.id)
      : present.values[fieldName]
    if (sameValue(before, value)) continue
    given[fieldName] = value
    if (field.many) pairs.set(fieldName, before as string[])
  }
  if (Object.keys(given).length === 0) return { act: 'unchanged', n }
  return { act: 'updated', n, present, given, pairs }
}

/** A field that may not be changed is no problem where its cell says what is there already. */
function unchangedLeftOut(
  { updating, key }: ImportPlan,
  named: Values,
  { values }: StoredRecord
): Values {
  const kept = Object.entries(named).filter(([fieldName, value]) => {
    const field = updating!.resource.field(fieldName)!
    if (field === key) return false
    if (isMasked(field, value, values[fieldName])) return false
    return isWritable(updating!, fieldName, true) || !sameValue(values[fieldName], value)
  })
  return Object.fromEntries(kept)
}

/** A protected value comes back from an export as its mask, which changes nothing. */
function isMasked(field: ResourceField, value: unknown, present: unknown): boolean {
  return (
    field.definition.type === 'protected' &&
    present !== null &&
    field.type.toJson?.(present, field) === value
  )
}

/** Puts ids in the place of titles. Of several records with one title the one that is there already is meant. */
function withIds(
  { columns }: ImportPlan,
  given: Values,
  present: Values | undefined,
  references: References
): Values {
  const named: Values = { ...given }
  const problems: Problem[] = []
  for (const { field } of columns) {
    if (field.target === null || given[field.name] === null) continue
    const ids = wordsIn(given[field.name]).map((word) => {
      const found = references.idsOf(field, word)
      if (found.length === 1) return found[0]!
      const kept = found.find((id) => id === present?.[field.name])
      if (!kept)
        problems.push({ code: 'E_RELATION', field: field.name, meta: { found: found.length } })
      return kept
    })
    named[field.name] = field.many ? ids : ids[0]
  }
  if (problems.length > 0) throw new Refusal(problems)
  return named
}

/** Records that rows mean, as they are now; `forbidden` where the actor sees one but may not change it so. */
async function presentRecords(
  plan: ImportPlan,
  key: ResourceField,
  batch: readonly GivenRow[]
): Promise<Map<number, StoredRecord | 'forbidden'>> {
  const keyed = batch.map(({ n, given }) => ({
    n,
    values: { [key.name]: normal(key, given[key.name]) },
  }))
  const held = await holders(
    plan.resource,
    [key],
    keyed.map(({ values }) => values)
  )
  const stored = await seenRecords(plan, [...held.values()])
  const written = plan.columns
    .map(({ field }) => field.name)
    .filter((fieldName) => fieldName !== key.name)
  const refused = await uncovered([plan.updating!, plan.importing], [...stored.keys()], written)
  const present = new Map<number, StoredRecord | 'forbidden'>()
  for (const { n, values } of keyed) {
    const id = held.get(keyText([key], values) ?? '')
    const record = id === undefined ? undefined : stored.get(id)
    if (record) present.set(n, refused.has(record.id) ? 'forbidden' : record)
  }
  return present
}

function normal(field: ResourceField, value: unknown): unknown {
  return value === null || !field.type.normalise ? value : field.type.normalise(value, field)
}

/** What is there of these records for somebody who may see or change them; others are as good as not there. */
async function seenRecords(
  { resource, updating }: ImportPlan,
  ids: readonly string[]
): Promise<Map<string, StoredRecord>> {
  const { actor, rules } = updating!
  const compiler = new Compiler(actor)
  const source = compiler.source(resource, null)
  const seen = compiler.covers(source, [
    ...rules,
    ...rulesFor(actor, resource.name, 'read'),
    ...rulesFor(actor, resource.name, 'list'),
  ])
  const id = column(source.alias, 'id')
  const found = await rows(
    sql`select ${storedColumns(resource, source.alias)} from ${name(resource.table)} ${name(source.alias)} where ${and([inList(id, ids), compiler.rows(source), seen])}`
  )
  return new Map(
    found.map((line) => toStoredRecord(resource, line)).map((record) => [record.id, record])
  )
}

/** Values that must be unique and that another record has. */
async function takenKeys(
  { resource }: ImportPlan,
  prepared: readonly PreparedRow[]
): Promise<RowProblem[]> {
  const problems: RowProblem[] = []
  const records = prepared.flatMap((row) =>
    row.act === 'unchanged'
      ? []
      : [
          {
            row,
            values: row.act === 'updated' ? { ...row.present.values, ...row.given } : row.given,
          },
        ]
  )
  for (const key of uniqueKeys(resource)) {
    const asked = records.filter(({ row }) => key.some((field) => field.name in row.given))
    const held = await holders(
      resource,
      key,
      asked.map(({ values }) => values)
    )
    for (const { row, values } of asked) {
      const holder = held.get(keyText(key, values) ?? '')
      const own = row.act === 'updated' ? row.present.id : undefined
      if (holder !== undefined && holder !== own)
        problems.push({ n: row.n, code: 'E_UNIQUE', field: key[0]!.name })
    }
  }
  return problems
}
