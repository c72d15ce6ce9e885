import type { HttpContext } from '@adonisjs/core/http'
import type { Job } from '@xinglin/contracts'
import { authorize } from '#app/access/authorize.ts'
import { rulesFor } from '#app/access/grant.ts'
import { Refusal } from '#app/errors/refusal.ts'
import { find } from '#app/resources/operations/find.ts'
import { isRecordId } from '#app/database/record_id.ts'
import { jobHandler } from './job_kinds.ts'
import { moveJob, ownJobs, readJob, type JobRow } from './job_row.ts'

/** Jobs over HTTP: everybody their own; others' for those who may read `core.jobs`. */
export default class JobsController {
  async index({ actor }: HttpContext) {
    return { data: (await ownJobs(actor.user.id)).map(answer) }
  }

  async show(ctx: HttpContext) {
    const job = await readableJob(ctx)
    return { data: job.owner === ctx.actor.user.id ? answer(job) : await shown(ctx, job) }
  }

  /** What the job has done is taken back; one that nobody has begun just ends. */
  async cancel(ctx: HttpContext) {
    const job = await ownJob(ctx)
    const cancelled =
      (job.cursor === null && (await moveJob(job.id, ['queued'], 'cancelled'))) ||
      (await moveJob(job.id, ['queued'], 'queued', { ending: 'cancelled' })) ||
      (await moveJob(job.id, ['running'], 'running', { ending: 'cancelled' }))
    if (!cancelled) throw new Refusal('E_CONFLICT', { state: job.state })
    return ctx.response.status(202).json({ data: answer((await readJob(job.id))!) })
  }

  /** As much a change of the records as the job was: it asks for the right to do that now. */
  async undo(ctx: HttpContext) {
    const job = await ownJob(ctx)
    authorize(ctx.actor, job.resource, job.kind)
    const undoable = Boolean(jobHandler(job.kind)?.undo) && job.result?.undoable === true
    if (!undoable || !(await moveJob(job.id, ['done'], 'queued', { ending: 'undone' })))
      throw new Refusal('E_CONFLICT', { state: job.state })
    return ctx.response.status(202).json({ data: answer((await readJob(job.id))!) })
  }
}

async function readableJob({ actor, params }: HttpContext): Promise<JobRow> {
  const job = isRecordId(params.id) ? await readJob(params.id) : undefined
  if (!job) throw new Refusal('E_NOT_FOUND')
  if (job.owner === actor.user.id) return job
  if (rulesFor(actor, 'core.jobs', 'read').length === 0) throw new Refusal('E_NOT_FOUND')
  await find(authorize(actor, 'core.jobs', 'read'), job.id)
  return job
}

/** Where a job's part has another name than the field it is in. */
const FIELD_OF: Record<string, string> = { errors: 'problems', resource: 'input' }

/** Another's job, with the fields that are granted. */
async function shown({ actor }: HttpContext, job: JobRow): Promise<Partial<Job>> {
  const { data } = await find(authorize(actor, 'core.jobs', 'read'), job.id)
  const isShown = (key: string) => (data[FIELD_OF[key] ?? key] ?? null) !== null
  return Object.fromEntries(Object.entries(answer(job)).filter(([key]) => isShown(key)))
}

async function ownJob(ctx: HttpContext): Promise<JobRow> {
  const job = await readableJob(ctx)
  if (job.owner !== ctx.actor.user.id) throw new Refusal('E_FORBIDDEN')
  return job
}

function answer({
  owner: _owner,
  input: _input,
  cursor: _cursor,
  ending: _ending,
  ...job
}: JobRow): Job {
  return job
}
