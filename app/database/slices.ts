/** Statements on SQLite never leave the thread by themselves: between two of them a job must step aside on purpose. */
export function letOthersRun(): Promise<void> {
  return new Promise((resume) => setImmediate(resume))
}
