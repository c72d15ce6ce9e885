import type { Readable } from 'node:stream'
import type Excel from 'exceljs'
import { Refusal } from '#app/errors/refusal.ts'
import type { CellValue, SheetRow } from './sheet_row.ts'

/** The rows of a workbook's first sheet, as they are unpacked; empty rows are passed over. */
export async function* xlsxRows(content: Readable): AsyncGenerator<SheetRow> {
  // Loaded with the first workbook: a start would wait for it.
  const { ExactWorkbookReader } = await import('./xlsx_reader.ts')
  try {
    for await (const sheet of new ExactWorkbookReader(content)) {
      for await (const row of sheet) {
        const cells = cellsOf(row)
        if (cells.some((cell) => cell !== null && cell !== '')) yield { n: row.number, cells }
      }
      return
    }
  } catch (error) {
    if (error instanceof Refusal) throw error
    throw new Refusal([{ code: 'E_MALFORMED', field: 'fileId' }])
  } finally {
    content.destroy()
  }
}

function cellsOf(row: Excel.Row): CellValue[] {
  return Array.from({ length: row.cellCount }, (_, i) => valueOf(row.getCell(i + 1).value))
}

/** A formula counts as its result, formatted text as its text, an error as nothing. */
function valueOf(value: Excel.CellValue): CellValue {
  if (value === null || value === undefined) return null
  if (typeof value !== 'object' || value instanceof Date) return value
  if ('richText' in value) return value.richText.map(({ text }) => text).join('')
  if ('result' in value) return valueOf(value.result as Excel.CellValue)
  if ('text' in value) return valueOf(value.text as Excel.CellValue)
  return null
}
