/** A job as its row in `core.jobs` holds it, and the statements that move it on. */
import type { Job, JobState, Locale } from '@xinglin/contracts'
import { Grant, systemGrant, type Actor } from '#app/access/grant.ts'
import { inList, join, name, sql } from '#app/database/sql.ts'
import { execute, row, rows, transaction, type Row } from '#app/database/store.ts'
import { raise } from '#app/events/outbox.ts'
import { fromStored, storedNow } from '#app/database/instant.ts'
import { getResource } from '#app/resources/registry.ts'
import { insert } from '#app/resources/operations/create.ts'
import { tellProgress } from './progress.ts'

const LONGEST_SUBJECT = 255
const MOST_LISTED = 100

export type JobProblem = Job['errors'][number]
/** How a job that is taken back ends. */
export type Ending = 'cancelled' | 'failed' | 'undone'

export interface JobRow extends Job {
  owner: string
  input: JobInput
  cursor: unknown
  ending: Ending | null
}
export interface JobInput {
  /** The language of its messages, and the department its owner worked in. */
  locale: Locale
  department: string | null
  resource: string
  [key: string]: unknown
}

interface NewJob {
  kind: Job['kind']
  subject: string
  locale: Locale
  input: Record<string, unknown> & { resource: string }
}

/** Queues a job in the name of a person, whose rights it has when it runs. Returns its id. */
export async function queueJob(
  actor: Actor & { user: NonNullable<Actor['user']> },
  { kind, subject, locale, input }: NewJob
): Promise<string> {
  const resource = getResource('core.jobs')
  const grant = new Grant(actor, resource, 'create', systemGrant(resource, 'create').rules)
  const values = {
    kind,
    subject: cut(subject),
    state: 'queued',
    done: 0,
    total: 0,
    input: { ...input, locale, department: actor.user.departmentId },
  }
  return (await transaction(() => insert(grant, values))).id
}

function cut(subject: string): string {
  return [...subject].slice(0, LONGEST_SUBJECT).join('')
}

/** A person's latest jobs, newest first; a trial of an import is part of making it, not a job of its own. */
export async function ownJobs(owner: string): Promise<JobRow[]> {
  const found = await rows(
    sql`select * from core__jobs where created_by = ${owner} and live = '' order by id desc limit ${MOST_LISTED}`
  )
  return found.map(toJob).filter(({ input }) => input.dryRun !== true)
}

export async function readJob(id: string): Promise<JobRow | undefined> {
  const found = await row(sql`select * from core__jobs where id = ${id} and live = ''`)
  return found && toJob(found)
}

function toJob(line: Row): JobRow {
  const parsed = (text: unknown) => (text === null ? null : JSON.parse(text as string))
  const input = parsed(line.input) as JobInput
  return {
    id: line.id as string,
    kind: line.kind as Job['kind'],
    subject: (line.subject as string | null) ?? '',
    state: line.state as JobState,
    done: Number(line.done),
    total: Number(line.total),
    owner: line.created_by as string,
    resource: input.resource,
    createdAt: fromStored(line.created_at as string),
    input,
    cursor: parsed(line.cursor),
    ending: line.ending as Ending | null,
    errors: (parsed(line.problems) ?? []) as JobProblem[],
    result: parsed(line.result) as Job['result'],
  }
}

/** A change of state, told to everybody; only from one of the states named. False when it is in another. */
export async function moveJob(
  id: string,
  from: readonly JobState[],
  to: JobState,
  changes: { ending?: Ending | null; problems?: JobProblem[]; result?: Job['result'] } = {}
): Promise<boolean> {
  const moved = await transaction(async () => {
    const sets = [sql`state = ${to}`, sql`updated_at = ${storedNow()}`, sql`version = version + 1`]
    if (changes.ending !== undefined) sets.push(sql`ending = ${changes.ending}`)
    if (changes.problems) sets.push(sql`problems = ${JSON.stringify(changes.problems)}`)
    if (changes.result) sets.push(sql`result = ${JSON.stringify(changes.result)}`)
    const touched = await execute(
      sql`update core__jobs set ${join(sets)} where id = ${id} and ${inList(sql`state`, from)}`
    )
    if (touched === 1) await raise({ resource: 'core.jobs', type: 'updated', ids: [id] })
    return touched === 1
  })
  if (moved) await announce(id)
  return moved
}

async function announce(id: string): Promise<void> {
  const job = await readJob(id)
  if (job) tellProgress(job, job.owner)
}

/** Thrown when another worker has taken the job: this one must do nothing more to it. */
export class JobLost extends Error {}

/** Writes where the job stands; in the running transaction, so that it moves with what was done. */
export async function saveCursor(
  id: string,
  worker: string,
  cursor: unknown,
  done?: number
): Promise<void> {
  const touched = await execute(
    sql`update core__jobs set ${name('cursor')} = ${JSON.stringify(cursor)}, heartbeat_at = ${storedNow()}, done = coalesce(${done ?? null}, done) where id = ${id} and worker = ${worker} and state = 'running'`
  )
  if (touched !== 1) throw new JobLost(id)
}
