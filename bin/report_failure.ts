import { prettyPrintError } from '@adonisjs/core'
import { RefusalToStart } from '../start/refusal_to_start.ts'

/** What ended the process: one line where its operator can mend it, everything where somebody has to look into it. */
export async function reportFailure(error: unknown): Promise<void> {
  if (error instanceof RefusalToStart) console.error(error.message)
  else await prettyPrintError(error)
}
