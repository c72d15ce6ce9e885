/** What a job's own code sees of the job while it runs. */
import { sql } from '#app/database/sql.ts'
import { storedNow } from '#app/database/instant.ts'
import { execute } from '#app/database/store.ts'
import type { Actor } from '#app/access/grant.ts'
import type { Job } from '@xinglin/contracts'
import { JobLost, readJob, saveCursor, type JobProblem, type JobRow } from './job_row.ts'
import { tellProgress } from './progress.ts'
import { letOthersRun } from '#app/database/slices.ts'

const PROGRESS_MS = 500
/** So long a job may keep the process to itself, on SQLite, whose statements hold the event loop. */
const SLICE_MS = 50

/** Thrown to leave a job at once: somebody cancelled it, or the process ends. */
export class Interrupted extends Error {}

/** How a job ended: with a result, or with problems that a person can act on. */
export interface Outcome {
  result: NonNullable<Job['result']>
  problems: JobProblem[]
  failed: boolean
}

export interface JobHandler {
  /** Does the work, or goes on with it from `run.cursor`. */
  run(run: JobRun): Promise<Outcome>
  /** Takes back what was done, from `run.cursor` on; may be called again after a crash. */
  undo?(run: JobRun): Promise<Record<string, unknown>>
}

export class JobRun {
  readonly job: JobRow
  readonly actor: Actor & { user: NonNullable<Actor['user']> }
  readonly #worker: string
  readonly #stopping: () => boolean
  #done: number
  #total: number
  #savedAt = performance.now()
  #sliceBegan = performance.now()

  constructor(job: JobRow, actor: JobRun['actor'], worker: string, stopping: () => boolean) {
    this.job = job
    this.actor = actor
    this.#worker = worker
    this.#stopping = stopping
    this.#done = job.done
    this.#total = job.total
  }

  /** How much is done, as last told. */
  get done(): number {
    return this.#done
  }

  get cursor(): unknown {
    return this.job.cursor
  }

  /** Remembers where to go on, in the transaction that does the work. @throws JobLost */
  async saveCursor(cursor: unknown, done = this.#done): Promise<void> {
    await saveCursor(this.job.id, this.#worker, cursor, done)
    this.#done = done
  }

  /** Says how far the job is; written to the row and told at most twice a second. */
  async progress(done: number, total = this.#total): Promise<void> {
    this.#done = done
    this.#total = total
    if (performance.now() - this.#savedAt >= PROGRESS_MS) await this.#save()
  }

  async #save(): Promise<void> {
    this.#savedAt = performance.now()
    const touched = await execute(
      sql`update core__jobs set done = ${this.#done}, total = ${this.#total}, heartbeat_at = ${storedNow()} where id = ${this.job.id} and worker = ${this.#worker} and state = 'running'`
    )
    if (touched !== 1) throw new JobLost(this.job.id)
    tellProgress(
      { id: this.job.id, state: 'running', done: this.#done, total: this.#total },
      this.job.owner
    )
    const present = await readJob(this.job.id)
    if (present?.ending !== this.job.ending) throw new Interrupted('cancelled')
  }

  /** Lets others run when this job has had its slice. @throws Interrupted between slices when the process ends */
  async breathe(): Promise<void> {
    if (this.#stopping()) throw new Interrupted('stopping')
    if (performance.now() - this.#sliceBegan < SLICE_MS / 2) return
    await letOthersRun()
    this.#sliceBegan = performance.now()
  }

  async flush(): Promise<void> {
    await this.#save()
  }
}
