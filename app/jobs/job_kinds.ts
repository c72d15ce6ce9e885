/** The kinds of jobs the core knows, by the word their rows carry. */
import { exportJob } from '#app/resources/transfer/export_job.ts'
import { importJob } from '#app/resources/transfer/import_job.ts'
import type { JobHandler } from './job_run.ts'

export const JOB_KINDS: Readonly<Record<string, JobHandler>> = {
  export: exportJob,
  import: importJob,
}
