import { addJobKind } from '#app/jobs/job_kinds.ts'
import { exportJob } from './export_job.ts'
import { importJob } from './import_job.ts'

export function addTransferJobs(): void {
  addJobKind('export', exportJob)
  addJobKind('import', importJob)
}
