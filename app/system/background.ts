/** Starts and stops what runs behind the requests: the worker, and the sweeping of what nobody needs any more. */
import logger from '@adonisjs/core/services/logger'
import { sweepContents, sweepFiles } from '#app/files/sweep.ts'
import { sweepImportRows } from '#app/transfer/import_rows.ts'
import { JobWorker } from '#app/jobs/worker.ts'

const SWEEP_MS = 3600 * 1000

let worker: JobWorker | null = null
let sweeping: NodeJS.Timeout | null = null

export function startJobs(): void {
  if (worker) return
  worker = new JobWorker()
  worker.start()
  sweeping = setInterval(sweep, SWEEP_MS)
}

/** Waits until the job at work has finished its slice. */
export async function stopJobs(): Promise<void> {
  if (sweeping) clearInterval(sweeping)
  const stopping = worker
  worker = null
  await stopping?.stop()
}

async function sweep(): Promise<void> {
  try {
    await sweepFiles()
    await sweepContents()
    await sweepImportRows()
  } catch (error) {
    logger.error({ err: error }, 'sweeping failed; it will be tried again')
  }
}
