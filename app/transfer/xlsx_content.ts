import { PassThrough } from 'node:stream'
import { Refusal } from '#app/errors/refusal.ts'
import { isNumeric, type ExportCell } from '#app/resources/cell_text.ts'
import type { ExportColumn } from './export_columns.ts'

const MOST_ROWS = 1_048_575
const LONGEST_CELL = 32_767
const WIDTH = 18
/** What a workbook holds exactly. */
const MOST_DIGITS = 15

/** A workbook, packed as its rows come; amounts are numbers, everything else is text and no formula. */
export async function* xlsxContent(
  title: string,
  columns: readonly ExportColumn[],
  rows: AsyncIterable<ExportCell[]>
): AsyncGenerator<Buffer> {
  const packed = new PassThrough()
  const writing = write(packed, title, columns, rows).catch((error) => packed.destroy(error))
  for await (const chunk of packed) yield chunk as Buffer
  await writing
}

async function write(
  packed: PassThrough,
  title: string,
  columns: readonly ExportColumn[],
  rows: AsyncIterable<ExportCell[]>
): Promise<void> {
  // Loaded with the first workbook: a start would wait for it.
  const { default: Excel } = await import('exceljs')
  const workbook = new Excel.stream.xlsx.WorkbookWriter({
    stream: packed,
    useStyles: true,
    useSharedStrings: false,
  })
  const sheet = workbook.addWorksheet(sheetName(title), { views: [{ state: 'frozen', ySplit: 1 }] })
  sheet.columns = columns.map(({ field }) => ({ width: WIDTH, style: { numFmt: formatOf(field) } }))
  const headings = sheet.addRow(columns.map(({ heading }) => heading))
  headings.font = { bold: true }
  headings.commit()
  const numeric = columns.map(({ field }) => isNumeric(field))
  let count = 0
  for await (const cells of rows) {
    if (++count > MOST_ROWS) throw new Refusal('E_TOO_LARGE', { limit: MOST_ROWS })
    sheet.addRow(cells.map((cell, i) => (numeric[i] ? number(cell) : text(cell)))).commit()
    if (packed.writableNeedDrain) await new Promise((resume) => packed.once('drain', resume))
  }
  sheet.commit()
  await workbook.commit()
}

function formatOf(field: ExportColumn['field']): string {
  const { definition } = field
  const type = definition.type === 'computed' ? definition.as : definition.type
  if (type === 'money') return '0.00'
  if (type === 'decimal') return scaleFormat('scale' in definition ? (definition.scale ?? 2) : 2)
  return type === 'integer' ? '0' : '@'
}

function scaleFormat(scale: number): string {
  return scale === 0 ? '0' : `0.${'0'.repeat(scale)}`
}

function number(cell: ExportCell): ExportCell {
  if (typeof cell !== 'string') return cell
  return cell.replace(/\D/g, '').length <= MOST_DIGITS ? Number(cell) : cell
}

function text(cell: ExportCell): string | null {
  if (cell === null) return null
  // What XML cannot carry, and what is longer than a cell holds.
  return String(cell)
    .replace(/(?![\t\n\r])[\p{Cc}\p{Cs}\ufffe\uffff]/gu, '')
    .slice(0, LONGEST_CELL)
}

function sheetName(title: string): string {
  return title.replace(/[\\/*?:[\]']/g, ' ').slice(0, 31) || 'Sheet1'
}
