/** A table in a file, read as a stream whatever its format: headings once, then rows. */
import type { Readable } from 'node:stream'
import { Refusal } from '#app/errors/refusal.ts'
import type { FileRow } from '#app/files/file_access.ts'
import { readContent } from '#app/files/file_store.ts'
import { detectEncoding } from '#app/files/text_encoding.ts'
import { csvRows } from './csv_rows.ts'
import type { CellValue, SheetRow } from './sheet_row.ts'
import { checkArchive } from './xlsx_archive.ts'
import { xlsxRows } from './xlsx_rows.ts'

export interface Sheet {
  columns: string[]
  rows: AsyncIterable<SheetRow>
  encoding: string | null
  /** Ends the reading of one whose rows are not wanted; reading to an end, or breaking off, does it too. */
  close(): Promise<void>
}

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const MOST_COLUMNS = 500

/** @throws E_UNSUPPORTED_FILE for what is neither a workbook nor a text; E_INVALID for one without headings */
export async function openSheet(file: FileRow): Promise<Sheet> {
  const open = (): Readable => readContent(file.storedAs)
  if (file.type === XLSX) {
    await checkArchive(file.storedAs)
    return withHeadings(xlsxRows(open()), null)
  }
  if (!file.type.startsWith('text/'))
    throw new Refusal([{ code: 'E_UNSUPPORTED_FILE', field: 'fileId' }])
  const encoding = await detectEncoding(open())
  return withHeadings(csvRows(open(), encoding), encoding)
}

async function withHeadings(
  rows: AsyncGenerator<SheetRow>,
  encoding: string | null
): Promise<Sheet> {
  const first = await rows.next()
  const empty = first.done || first.value.cells.every((cell) => cell === null || cell === '')
  if (empty || first.value.cells.length > MOST_COLUMNS) {
    await rows.return(undefined)
    const meta = empty ? { reason: 'emptyFile' } : { reason: 'columns', max: MOST_COLUMNS }
    throw new Refusal([{ code: 'E_INVALID', field: 'fileId', meta }])
  }
  return {
    columns: headings(first.value.cells),
    rows,
    encoding,
    close: async () => void (await rows.return(undefined)),
  }
}

/** Every column gets a name of its own: an empty heading its letter, a repeated one a number. */
function headings(cells: readonly CellValue[]): string[] {
  const taken = new Set<string>()
  return cells.map((cell, index) => {
    const text = String(cell ?? '').trim() || letter(index)
    let name = text
    for (let again = 2; taken.has(name); again++) name = `${text} (${again})`
    taken.add(name)
    return name
  })
}

/** 0 → A, 26 → AA. */
function letter(index: number): string {
  const rest = Math.floor(index / 26)
  return (rest > 0 ? letter(rest - 1) : '') + String.fromCharCode(65 + (index % 26))
}
