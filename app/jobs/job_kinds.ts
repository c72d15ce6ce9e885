/** The kinds of jobs, by the word their rows carry. */
import type { Job } from '@xinglin/contracts'
import type { JobHandler } from './job_run.ts'

const kinds = new Map<string, JobHandler>()

export function addJobKind(kind: Job['kind'], handler: JobHandler): void {
  kinds.set(kind, handler)
}

export function jobKinds(): string[] {
  return [...kinds.keys()]
}

export function jobHandler(kind: string): JobHandler | undefined {
  return kinds.get(kind)
}
