import type { Locale } from '@xinglin/contracts'
import { Refusal } from '#app/errors/refusal.ts'
import type { JobProblem } from '#app/jobs/job_row.ts'
import { translate } from '#app/texts/texts.ts'
import type { ImportPlan } from './import_plan.ts'
import type { RowProblem } from './prepare_batch.ts'
import { fieldLabel } from './words.ts'

/** More are counted and not kept: nobody reads them, and a wrong file has as many as it has cells. */
const MOST_KEPT = 1000

/** What is wrong in a sheet, named by row and column in the words of the person who imports. */
export class ImportProblems {
  readonly list: JobProblem[] = []
  count = 0
  readonly #plan: ImportPlan
  readonly #locale: Locale

  constructor(plan: ImportPlan, locale: Locale) {
    this.#plan = plan
    this.#locale = locale
  }

  add(problems: readonly RowProblem[]): void {
    this.count += problems.length
    const room = MOST_KEPT - this.list.length
    for (const problem of problems.slice(0, Math.max(0, room))) this.list.push(this.#named(problem))
  }

  /** The problems as one refusal, for what goes wrong when all rows had been found right. */
  refusal(problems: readonly RowProblem[]): RowsRefusal {
    this.add(problems)
    return new RowsRefusal(this.list)
  }

  #named({ n, code, field, message, meta }: RowProblem): JobProblem {
    const base = field?.split('.', 1)[0]
    const column = this.#plan.columns.find((candidate) => candidate.field.name === base)?.column
    const label = base && this.#plan.resource.field(base)
    return {
      row: n,
      column: column ?? (label ? fieldLabel(label, this.#locale) : ''),
      code,
      message: message ?? translate(this.#locale, `errors.${code}`, { ...meta }),
    }
  }
}

/** A refusal that knows its rows. */
export class RowsRefusal extends Refusal {
  readonly rows: readonly JobProblem[]

  constructor(rows: readonly JobProblem[]) {
    super('E_CONFLICT')
    this.rows = rows
  }
}
