import { stringify } from 'csv-stringify/sync'
import { isNumeric, type ExportCell } from '#app/resources/cell_text.ts'
import type { ExportColumn } from './export_columns.ts'
import { guarded } from './formula_guard.ts'

const BYTE_ORDER_MARK = '\ufeff'

/** A CSV as spreadsheet programs read it: UTF-8 with its mark, and no cell that they would run as a formula. */
export async function* csvContent(
  columns: readonly ExportColumn[],
  rows: AsyncIterable<ExportCell[]>
): AsyncGenerator<Buffer> {
  yield Buffer.from(BYTE_ORDER_MARK + line(columns.map(({ heading }) => guarded(heading))))
  const numeric = columns.map(({ field }) => isNumeric(field))
  for await (const cells of rows) {
    const texts = cells.map((cell, i) =>
      typeof cell === 'string' && !numeric[i] ? guarded(cell) : cell
    )
    yield Buffer.from(line(texts))
  }
}

function line(cells: readonly ExportCell[]): string {
  return stringify([[...cells]], { record_delimiter: '\r\n' })
}
