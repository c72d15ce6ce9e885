/** The person of a history or a log; nothing is said of one who is not the reader's to see. */
export function personIn(by: { label: string | null } | null, nobody: string): string {
  return by ? (by.label ?? '–') : nobody
}
