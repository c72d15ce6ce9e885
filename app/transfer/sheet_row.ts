/** What a cell holds: text from CSV; from a workbook also numbers, booleans and dates on a clock without zone. */
export type CellValue = string | number | boolean | Date | null

export interface SheetRow {
  /** As a person counts in the sheet; the headings are row 1. */
  n: number
  cells: CellValue[]
}
