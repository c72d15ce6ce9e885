/** What each fault did to the server, kept so that the end of a run can show all of them in one table. */
import { appendFileSync } from 'node:fs'
import type { Test, TestContext } from '@japa/runner/core'
import { onMysql } from './server.ts'
import { printTrials, type TrialLine } from '../../bin/trial_table.ts'

const DATABASE = onMysql ? 'MySQL' : 'SQLite'

/** Counts what one test of a fault found; its line is written when the test is over. */
export class Trial {
  readonly #fault: string
  /** How often the fault happened. */
  rounds = 0
  /** Writes that were answered with a yes. */
  acknowledged = 0
  /** Acknowledged, and not there. */
  lost = 0
  /** There in part. */
  halves = 0
  readonly #recoveries: number[] = []

  private constructor(fault: string) {
    this.#fault = fault
  }

  static of(fault: string, cleanup: TestContext['cleanup']): Trial {
    const trial = new Trial(fault)
    cleanup((failed: boolean, _test: Test) => trial.#write(failed ? 'FAILED' : 'held'))
    return trial
  }

  /** A fault that cannot be made here is named all the same, so that nobody takes it for tried. */
  static leftOut(fault: string, reason: string): void {
    write({ fault, database: DATABASE, verdict: `not tried: ${reason}` })
  }

  /** Waits for the server to be itself again, and remembers how long that took. */
  async recovers(again: () => Promise<unknown>): Promise<void> {
    const since = performance.now()
    await again()
    this.#recoveries.push((performance.now() - since) / 1000)
  }

  #write(verdict: string): void {
    const { rounds, acknowledged, lost, halves } = this
    const figures = { rounds, acknowledged, lost, halves }
    const slowest = this.#recoveries.length > 0 ? Math.max(...this.#recoveries) : undefined
    write({ fault: this.#fault, database: DATABASE, ...figures, recovered: slowest, verdict })
  }
}

const own: TrialLine[] = []

/** `npm run test:faults` gathers the lines of every database; a suite run alone shows its own. */
function write(line: TrialLine): void {
  const { FAULTS_TABLE } = process.env
  if (FAULTS_TABLE) return appendFileSync(FAULTS_TABLE, `${JSON.stringify(line)}\n`)
  if (own.length === 0) process.once('exit', () => printTrials(own))
  own.push(line)
}
