/** The table at the end of the faults suite: each fault on each database, and what it did. */
export interface TrialLine {
  fault: string
  database: string
  rounds?: number
  acknowledged?: number
  lost?: number
  halves?: number
  /** Seconds, the slowest round. */
  recovered?: number
  verdict: string
}

const HEADINGS = [
  'fault',
  'database',
  'rounds',
  'acknowledged',
  'lost',
  'halves',
  'recovered in s',
  'verdict',
]

/** In Markdown, so that it can be put into a report as it is. */
export function printTrials(lines: readonly TrialLine[]): void {
  const cells = lines.map((line) =>
    [
      line.fault,
      line.database,
      line.rounds,
      line.acknowledged,
      line.lost,
      line.halves,
      line.recovered?.toFixed(1),
      line.verdict,
    ].map((cell) => String(cell ?? '–'))
  )
  const widths = HEADINGS.map((heading, i) =>
    Math.max(heading.length, ...cells.map((row) => row[i]!.length))
  )
  const print = (row: readonly string[], fill = ' ') =>
    console.log(`| ${row.map((cell, i) => cell.padEnd(widths[i]!, fill)).join(' | ')} |`)
  console.log('')
  print(HEADINGS)
  print(
    HEADINGS.map(() => ''),
    '-'
  )
  for (const row of cells) print(row)
}
