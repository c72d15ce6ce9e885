import type { Locale } from '@xinglin/contracts'
import { problemText } from '#app/errors/problem_text.ts'
import type { JobProblem } from '#app/jobs/job_row.ts'
import { RowsRefusal } from '#app/jobs/rows_refusal.ts'
import { fieldLabel } from '#app/resources/words.ts'
import type { ImportPlan } from './import_plan.ts'
import type { RowProblem } from './prepare_batch.ts'
import { optionList } from './words.ts'

/** More are counted and not kept: nobody reads them, and a wrong file has as many as it has cells. */
const MOST_KEPT = 1000

/** What is wrong in a sheet, named by row and column in the words of the person who imports. */
export class ImportProblems {
  count = 0
  readonly #kept: JobProblem[] = []
  readonly #plan: ImportPlan
  readonly #locale: Locale

  constructor(plan: ImportPlan, locale: Locale) {
    this.#plan = plan
    this.#locale = locale
  }

  /** In the order of the sheet. */
  get list(): JobProblem[] {
    return this.#kept.toSorted((one, other) => one.row - other.row)
  }

  add(problems: readonly RowProblem[]): void {
    this.count += problems.length
    const room = MOST_KEPT - this.#kept.length
    for (const problem of problems.slice(0, Math.max(0, room)))
      this.#kept.push(this.#named(problem))
  }

  /** The problems as one refusal, for what goes wrong when all rows had been found right. */
  refusal(problems: readonly RowProblem[]): RowsRefusal {
    this.add(problems)
    return new RowsRefusal(this.list)
  }

  #named(problem: RowProblem): JobProblem {
    const { n, code, field } = problem
    const base = field?.split('.', 1)[0]
    const column = this.#plan.columns.find((candidate) => candidate.field.name === base)?.column
    const known = base ? this.#plan.resource.field(base) : undefined
    const options = known && code === 'E_INVALID' ? optionList(known, this.#locale) : ''
    const meta = { ...problem.meta, ...(options && { reason: 'option', options }) }
    return {
      row: n,
      column: column ?? (known ? fieldLabel(known, this.#locale) : ''),
      code,
      message: problemText({ ...problem, meta }, this.#locale),
    }
  }
}
