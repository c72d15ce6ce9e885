/** Tells listeners in this process (the socket) how far jobs are. */
import type { JobProgress } from '@xinglin/contracts'

export type ProgressListener = (progress: JobProgress, owner: string) => void

const listeners = new Set<ProgressListener>()

/** Calls back on each step of any job, at most twice a second a job; returns how to stop. */
export function onJobProgress(listener: ProgressListener): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function tellProgress({ id, state, done, total }: JobProgress, owner: string): void {
  for (const listener of listeners) listener({ id, state, done, total }, owner)
}
