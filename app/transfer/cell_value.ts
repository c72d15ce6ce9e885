/** A cell of a sheet as the value its field takes as input, by field type. */
import { DateTime } from 'luxon'
import type { ErrorCode, FieldTypeName } from '@xinglin/contracts'
import { fromScaled, toScaled } from '#app/resources/fields/decimal/decimal_text.ts'
import { isInstant } from '#app/resources/fields/datetime/instant.ts'
import type { ResourceField } from '#app/resources/resource.ts'
import type { CellValue } from './sheet_row.ts'

/** A cell that cannot be read as its field's type; the code says why. */
export class WrongCell extends Error {
  readonly code: ErrorCode
  constructor(code: ErrorCode) {
    super(code)
    this.code = code
  }
}

export interface CellContext {
  /** The hospital's zone, in which times without one are meant. */
  zone: string
  /** The value of an option, by its value or one of its words. */
  option(field: ResourceField, text: string): string | undefined
}

type Reader = (cell: CellValue, field: ResourceField, context: CellContext) => unknown

const TRUE = new Set(['是', '真', '对', '√', 'yes', 'y', 'true', 't', '1'])
const FALSE = new Set(['否', '假', '错', '×', 'no', 'n', 'false', 'f', '0'])

const READERS: Partial<Record<FieldTypeName, Reader>> = {
  integer: (cell) => Number(digits(cell, /^-?\d{1,15}$/)),
  money: (cell) => Number(scaled(amount(cell), 2)),
  decimal: (cell, { definition }) => {
    const scale = definition.type === 'decimal' ? (definition.scale ?? 2) : 2
    return fromScaled(scaled(amount(cell), scale), scale)
  },
  boolean: (cell) => {
    const word = text(cell).toLowerCase()
    if (TRUE.has(word)) return true
    if (FALSE.has(word)) return false
    throw new WrongCell('E_TYPE')
  },
  date: (cell) => day(cell),
  time: (cell) => timeOfDay(cell),
  datetime: (cell, _field, { zone }) => instant(cell, zone),
  choice: (cell, field, context) => option(text(cell), field, context),
  choices: (cell, field, context) => {
    const whole = context.option(field, text(cell))
    if (whole !== undefined) return [whole]
    return parts(text(cell)).map((part) => option(part, field, context))
  },
  manyToMany: (cell) => parts(text(cell)),
  json: (cell) => {
    try {
      return JSON.parse(text(cell))
    } catch {
      throw new WrongCell('E_TYPE')
    }
  },
}

/** Types whose values do not come from a sheet. */
export const NOT_IN_SHEETS: ReadonlySet<FieldTypeName> = new Set(['hasMany', 'file', 'image'])

/** null for an empty cell; relations still by their words. @throws WrongCell */
export function cellValue(cell: CellValue, field: ResourceField, context: CellContext): unknown {
  if (cell === null || text(cell) === '') return null
  const read = READERS[field.definition.type]
  return read ? read(cell, field, context) : text(cell)
}

/** Several values in one cell. */
export function parts(list: string): string[] {
  return list
    .split(/[、,，;；|\n]/)
    .map((part) => part.trim())
    .filter(Boolean)
}

function text(cell: CellValue): string {
  if (cell === null) return ''
  if (cell instanceof Date) return cell.toISOString().replace(/T00:00:00\.000Z$/, '')
  return (typeof cell === 'number' ? numberText(cell) : String(cell)).trim()
}

/** A workbook keeps 15 digits; what is beyond them is noise of the binary form. Never `1e+21`. */
function numberText(number: number): string {
  const shown = Number(number.toPrecision(15))
  return /e/.test(String(shown))
    ? shown.toLocaleString('en', { useGrouping: false, maximumFractionDigits: 20 })
    : String(shown)
}

function digits(cell: CellValue, form: RegExp): string {
  const plain = text(cell).replace(/,(?=\d{3}(\D|$))/g, '')
  if (!form.test(plain)) throw new WrongCell('E_TYPE')
  return plain
}

function amount(cell: CellValue): string {
  return text(cell)
    .replace(/^[¥￥]\s*|\s*元$/g, '')
    .replace(/,(?=\d{3}(\D|$))/g, '')
}

function scaled(plain: string, scale: number): bigint {
  const value = toScaled(plain.replace(/(\.\d{8})0+$/, '$1'), scale)
  if (value === null) throw new WrongCell('E_TYPE')
  return value
}

function option(word: string, field: ResourceField, context: CellContext): string {
  const value = context.option(field, word)
  if (value === undefined) throw new WrongCell('E_INVALID')
  return value
}

/** Day 1 of a workbook is the first of January 1900, with a leap day that never was. */
function fromSerial(serial: number): Date {
  return new Date(Math.round((serial - 25_569) * 86_400_000))
}

const DAY = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T ]00:00(?::00(?:\.0+)?)?)?$/
const COMPACT_DAY = /^(\d{4})(\d{2})(\d{2})$/

function day(cell: CellValue): string {
  if (typeof cell === 'number' && cell < 1_000_000) return isoDay(fromSerial(cell))
  if (cell instanceof Date) return isoDay(cell)
  const found = DAY.exec(text(cell)) ?? COMPACT_DAY.exec(text(cell))
  if (!found) throw new WrongCell('E_TYPE')
  const [, year, month, date] = found
  return `${year}-${month!.padStart(2, '0')}-${date!.padStart(2, '0')}`
}

function isoDay(date: Date): string {
  if (Number.isNaN(date.getTime())) throw new WrongCell('E_TYPE')
  return date.toISOString().slice(0, 10)
}

function timeOfDay(cell: CellValue): string {
  const at = typeof cell === 'number' ? fromSerial(cell) : cell
  if (at instanceof Date) return at.toISOString().slice(11, 16)
  const found = /^(\d{1,2})[:：](\d{2})(?:[:：]00)?$/.exec(text(cell))
  if (!found) throw new WrongCell('E_TYPE')
  return `${found[1]!.padStart(2, '0')}:${found[2]}`
}

/** An instant with its zone, or a time on the hospital's clock. */
function instant(cell: CellValue, zone: string): string {
  const written = text(cell)
  if (!(cell instanceof Date) && typeof cell !== 'number' && isInstant(written)) return written
  const at = typeof cell === 'number' ? fromSerial(cell) : cell
  const clock =
    at instanceof Date
      ? at.toISOString().slice(0, 23)
      : written.replaceAll('/', '-').replace(/\s+/, 'T')
  const found = DateTime.fromISO(clock, { zone })
  if (!found.isValid) throw new WrongCell('E_TYPE')
  return found.toUTC().toISO()!
}
