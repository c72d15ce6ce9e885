import { Exception } from '@adonisjs/core/exceptions'
import { ERROR_STATUS, type ErrorCode, type ErrorItem } from '@xinglin/contracts'

/** One problem of a request; the words are found by the code in `lang/*.json` when it is answered. */
export interface Problem {
  code: ErrorCode
  field?: string
  meta?: Record<string, unknown>
  /** Overrides the words of the code. */
  message?: string
}

/** An expected refusal: every problem of the input at once, with the status of the first. */
export class Refusal extends Exception {
  readonly problems: readonly Problem[]

  constructor(problems: readonly Problem[] | ErrorCode, meta?: Record<string, unknown>) {
    const list =
      typeof problems === 'string' ? [{ code: problems, ...(meta && { meta }) }] : problems
    const first = list[0]!
    super(first.code, { status: ERROR_STATUS[first.code], code: first.code })
    this.problems = list
  }
}

export type { ErrorItem }
