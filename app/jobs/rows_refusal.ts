import { Refusal } from '#app/errors/refusal.ts'
import type { JobProblem } from './job_row.ts'

/** A refusal that knows its rows. */
export class RowsRefusal extends Refusal {
  readonly rows: readonly JobProblem[]

  constructor(rows: readonly JobProblem[]) {
    super('E_CONFLICT')
    this.rows = rows
  }
}
