/** Reads every timeline and says which were changed behind the engine's back. Streams: memory does not grow with them. */
import { column, name, sql } from '#app/database/sql.ts'
import { rows, type Row } from '#app/database/store.ts'
import { allResources } from '#app/resources/registry.ts'
import type { Resource } from '#app/resources/resource.ts'
import { STATE_FIELD } from '@xinglin/contracts'
import { sealOf } from './timeline_lines.ts'

export interface TimelineFinding {
  /** `state`: the record is not in the state its last line says. */
  kind: 'changed' | 'missing' | 'state'
  resource: string
  record: string
  /** The line's place in the record's timeline. */
  n: number
}

export interface TimelineReport {
  lines: number
  findings: TimelineFinding[]
}

const PAGE = 5000
const MOST_STATES = 1000

export async function verifyTimelines(): Promise<TimelineReport> {
  const findings: TimelineFinding[] = []
  let lines = 0
  let before: Row | null = null
  for await (const line of allLines()) {
    lines += 1
    findings.push(...wrongWith(line, before))
    before = line
  }
  for (const resource of allResources())
    if (resource.definition.lifecycle) findings.push(...(await strayStates(resource)))
  return { lines, findings }
}

/** A changed line breaks its own link alone: the next is checked against what stands there. */
function wrongWith(line: Row, before: Row | null): TimelineFinding[] {
  const follows = before?.record === line.record && before?.resource === line.resource
  const last = follows ? Number(before!.n) : 0
  const n = Number(line.n)
  const place = { resource: line.resource as string, record: line.record as string }
  // After a gap the link before is not known, and this line can only be taken as it is.
  if (n > last + 1) return [{ kind: 'missing', ...place, n: last + 1 }]
  const seal = sealOf(follows ? (before!.seal as string) : '', line)
  return seal === line.seal ? [] : [{ kind: 'changed', ...place, n }]
}

async function* allLines(): AsyncGenerator<Row> {
  let [record, resource, n] = ['', '', 0]
  for (;;) {
    const page: Row[] = await rows(
      sql`select * from core__timeline
        where record > ${record} or (record = ${record} and (resource > ${resource} or (resource = ${resource} and n > ${n})))
        order by record, resource, n limit ${PAGE}`
    )
    yield* page
    if (page.length < PAGE) return
    const last = page.at(-1)!
    ;[record, resource, n] = [last.record as string, last.resource as string, Number(last.n)]
  }
}

/** Cutting off the end of a timeline leaves the record in a state to which nothing led. */
async function strayStates(resource: Resource): Promise<TimelineFinding[]> {
  const state = column('r', resource.field(STATE_FIELD)!.column)
  const found = await rows(
    sql`select l.record, l.n from core__timeline l join ${name(resource.table)} r on r.id = l.record
      where l.resource = ${resource.name} and l.to_state <> ${state} and l.n = (
        select max(m.n) from core__timeline m where m.record = l.record and m.resource = l.resource
      ) limit ${MOST_STATES}`
  )
  return found.map((line) => ({
    kind: 'state',
    resource: resource.name,
    record: line.record as string,
    n: Number(line.n),
  }))
}
