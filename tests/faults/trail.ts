/** Whether a resource's records, revisions, audit lines and events tell the same story, read straight from the tables. */
import { newRecordId } from '#app/database/record_id.ts'
import type { Server } from './server.ts'

/**
 * Keeps a copy of every event from now on, because dispatched ones leave the outbox; before the server starts. Returns
 * the moment as a record id, for `trailProblems`.
 */
export async function recordOutbox(server: Server): Promise<string> {
  await server.run(
    'create table fault_events (id char(36) primary key, type text, resource text, ids text, versions text)'
  )
  await server.run(
    `create trigger fault_events_copy after insert on core__outbox for each row
      begin insert into fault_events values (new.id, new.type, new.resource, new.ids, new.versions); end`
  )
  return newRecordId()
}

const EVENT = {
  create: 'created',
  update: 'updated',
  delete: 'deleted',
  restore: 'created',
} as const

/** Sentences about what does not agree; none when each version is a revision, an audit line and an event. */
export async function trailProblems(
  server: Server,
  resource: string,
  since: string
): Promise<string[]> {
  const table = resource.replace('.', '__')
  const records = await server.rows(`select id, version from ${table} where id > '${since}'`)
  const revisions = await server.rows(
    `select record, n, action from core__revisions where resource = '${resource}' and record > '${since}' order by record, n`
  )
  const audit = await server.rows(
    `select record, action from core__audit where resource = '${resource}' and record > '${since}'`
  )
  const events = await server.rows(
    `select type, ids, versions from fault_events where resource = '${resource}'`
  )
  const problems: string[] = []
  const ofRecord = Map.groupBy(revisions, ({ record }) => record as string)
  for (const { id, version } of records) {
    const numbers = (ofRecord.get(id) ?? []).map(({ n }) => Number(n))
    const wanted = Array.from({ length: Number(version) }, (_, i) => i + 1)
    if (numbers.join() !== wanted.join())
      problems.push(`${id} has version ${version} and the revisions ${numbers}`)
    ofRecord.delete(id)
  }
  for (const id of ofRecord.keys()) problems.push(`${id} has revisions and is not there`)
  const told = events.flatMap(({ type, ids, versions }) =>
    JSON.parse(ids).map((id: string, i: number) => `${id} ${JSON.parse(versions)[i]} ${type}`)
  )
  const wanted = revisions.map(
    ({ record, n, action }) => `${record} ${n} ${EVENT[action as keyof typeof EVENT]}`
  )
  compare('event', told, wanted, problems)
  compare(
    'audit line',
    audit.map(({ record, action }) => `${record} ${action}`),
    revisions.map(({ record, action }) => `${record} ${action}`),
    problems
  )
  return problems
}

/** As often in the one list as in the other. */
function compare(what: string, found: string[], wanted: string[], problems: string[]): void {
  const left = new Map<string, number>()
  for (const item of wanted) left.set(item, (left.get(item) ?? 0) + 1)
  for (const item of found) left.set(item, (left.get(item) ?? 0) - 1)
  for (const [item, times] of left)
    if (times !== 0) problems.push(`${times > 0 ? 'no' : 'one more'} ${what}: ${item}`)
}
