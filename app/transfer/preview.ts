import { Refusal } from '#app/errors/refusal.ts'
import type { ResourceField } from '#app/resources/resource.ts'
import type { Sheet } from './sheet.ts'
import type { CellValue } from './sheet_row.ts'
import { suggestMapping } from './words.ts'

const ROWS = 5

/** What is in a file, for the person who is to say what its columns mean. */
export interface Preview {
  columns: string[]
  /** The first rows, as text. */
  rows: string[][]
  /** Field by column. */
  suggested: Record<string, string>
  encoding: string | null
}

/** @throws E_INVALID for a file with nothing below its headings */
export async function preview(sheet: Sheet, fields: readonly ResourceField[]): Promise<Preview> {
  const { columns, encoding } = sheet
  const rows: string[][] = []
  for await (const { cells } of sheet.rows) {
    rows.push(columns.map((_, i) => shown(cells[i] ?? null)))
    if (rows.length === ROWS) break
  }
  if (rows.length === 0)
    throw new Refusal([{ code: 'E_INVALID', field: 'fileId', meta: { reason: 'noRows' } }])
  return { columns, rows, suggested: suggestMapping(fields, columns), encoding }
}

function shown(cell: CellValue): string {
  if (cell instanceof Date) return cell.toISOString().replace(/T00:00:00\.000Z$/, '')
  return cell === null ? '' : String(cell)
}
