/** Takes queued jobs one at a time, and those of a worker that died, and runs each to its end. */
import { randomUUID } from 'node:crypto'
import logger from '@adonisjs/core/services/logger'
import { inList, sql } from '#app/database/sql.ts'
import { execute, row } from '#app/database/store.ts'
import { actorOf } from '#app/access/snapshot.ts'
import { problemText } from '#app/errors/problem_text.ts'
import { Refusal, type Problem } from '#app/errors/refusal.ts'
import { storedNow, toStored } from '#app/database/instant.ts'
import { jobHandler, jobKinds } from './job_kinds.ts'
import { JobLost, moveJob, readJob, type JobProblem, type JobRow } from './job_row.ts'
import { Interrupted, JobRun } from './job_run.ts'
import { RowsRefusal } from './rows_refusal.ts'

const HEARTBEAT_MS = 2000
/** Longer than a process may be silent before its supervisor ends it. */
const DEAD_MS = 8000
const IDLE_MS = 1000

export class JobWorker {
  readonly #id = randomUUID()
  #stopping = false
  #timer: NodeJS.Timeout | null = null
  #working: Promise<void> | null = null

  start(): void {
    this.#working ??= this.#work().finally(() => {
      this.#working = null
      if (!this.#stopping) this.#timer = setTimeout(() => this.start(), IDLE_MS)
    })
  }

  /** Returns when the slice that is being worked on is finished; its job is free for the next worker. */
  async stop(): Promise<void> {
    this.#stopping = true
    if (this.#timer) clearTimeout(this.#timer)
    await this.#working
  }

  async #work(): Promise<void> {
    try {
      while (!this.#stopping) {
        const id = await this.#claim()
        if (!id) return
        await this.#run(id)
      }
    } catch (error) {
      logger.error({ err: error }, 'the job worker will try again')
    }
  }

  /** The oldest job that is free; the update decides when several workers see the same one. */
  async #claim(): Promise<string | null> {
    const dead = toStored(new Date(Date.now() - DEAD_MS).toISOString())
    const free = sql`live = '' and (state = 'queued' or (state = 'running' and heartbeat_at < ${dead}))`
    const kinds = inList(sql`kind`, jobKinds())
    const found = await row(
      sql`select id from core__jobs where ${free} and ${kinds} order by id limit 1`
    )
    if (!found) return null
    const claimed = await execute(
      sql`update core__jobs set state = 'running', worker = ${this.#id}, heartbeat_at = ${storedNow()} where id = ${found.id} and ${free}`
    )
    return claimed === 1 ? (found.id as string) : null
  }

  async #run(id: string): Promise<void> {
    const beat = setInterval(() => this.#beat(id), HEARTBEAT_MS)
    try {
      const job = await readJob(id)
      if (job) await this.#finish(job)
    } catch (error) {
      if (error instanceof Interrupted) await this.#release(id)
      else if (error instanceof JobLost) logger.warn({ job: id }, 'another worker took the job')
      else throw error
    } finally {
      clearInterval(beat)
    }
  }

  async #finish(job: JobRow): Promise<void> {
    try {
      await (job.ending ? this.#takeBack(job) : this.#carryOut(job))
    } catch (error) {
      if (error instanceof Interrupted || error instanceof JobLost) throw error
      if (!(error instanceof Refusal)) logger.error({ err: error, job: job.id }, 'a job failed')
      await this.#fail(job, problemsOf(error, job))
    }
  }

  async #carryOut(job: JobRow): Promise<void> {
    const run = await this.#begin(job)
    const { result, problems, failed } = await jobHandler(job.kind)!.run(run)
    await run.flush()
    await moveJob(job.id, ['running'], failed ? 'failed' : 'done', { result, problems })
  }

  async #takeBack(job: JobRow): Promise<void> {
    const run = await this.#begin(job)
    const undone = await jobHandler(job.kind)!.undo?.(run)
    await run.flush()
    await moveJob(job.id, ['running'], job.ending!, {
      ending: null,
      result: { ...job.result, ...undone },
    })
  }

  async #begin(job: JobRow): Promise<JobRun> {
    const actor = await actorOf(job.owner, job.input.department)
    return new JobRun(job, actor as JobRun['actor'], this.#id, () => this.#stopping)
  }

  /** A job that fails half-way first takes back what it did; one that fails to do so is given up, and says so. */
  async #fail(job: JobRow, problems: JobProblem[]): Promise<void> {
    const halfDone = !job.ending && jobHandler(job.kind)!.undo
    if (halfDone) await moveJob(job.id, ['running'], 'queued', { ending: 'failed', problems })
    else await moveJob(job.id, ['running'], 'failed', { ending: null, problems })
  }

  /** Gives the job back: to be taken back when it was cancelled meanwhile, else to go on elsewhere. */
  async #release(id: string): Promise<void> {
    await moveJob(id, ['running'], 'queued')
  }

  #beat(id: string): void {
    execute(
      sql`update core__jobs set heartbeat_at = ${storedNow()} where id = ${id} and worker = ${this.#id} and state = 'running'`
    ).catch((error) => logger.warn({ err: error, job: id }, 'no heartbeat could be written'))
  }
}

function problemsOf(error: unknown, { input: { locale } }: JobRow): JobProblem[] {
  if (error instanceof RowsRefusal) return [...error.rows]
  const list: readonly Problem[] =
    error instanceof Refusal ? error.problems : [{ code: 'E_INTERNAL' }]
  return list.map((problem) => ({
    row: 0,
    column: problem.field ?? '',
    code: problem.code,
    message: problemText(problem, locale),
  }))
}
