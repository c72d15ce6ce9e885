/**
 * ExcelJS 4.4 decodes each piece of a packed file by itself, so a Chinese character that lies across two pieces is
 * lost. Here its parts are decoded as one text before it sees them, and what unpacks to too much is stopped.
 */
import { Transform, type Readable } from 'node:stream'
import { StringDecoder } from 'node:string_decoder'
import Excel from 'exceljs'
import { Refusal } from '#app/errors/refusal.ts'

/** Held in memory while the rows stream by. */
const MOST_SHARED_TEXT = 100 * 1024 ** 2
const MOST_SHEET = 2 * 1024 ** 3
/** Read as a whole: one row, what stands before the first or after the last, the styles, the list of sheets. */
const MOST_AT_ONCE = 16 * 1024 ** 2
/** The last column of any workbook is XFD. */
const MOST_COLUMNS = 16_384

interface Parts {
  _parseRels(entry: Readable): Promise<void>
  _parseWorkbook(entry: Readable): Promise<void>
  _parseStyles(entry: Readable): Promise<void>
  _parseSharedStrings(entry: Readable): AsyncGenerator<unknown>
  _parseWorksheet(pieces: AsyncIterable<Buffer>, number: string): AsyncGenerator<unknown>
}
const { WorkbookReader } = Excel.stream.xlsx
const original = WorkbookReader.prototype as unknown as Parts

/** The library's reader with its ways into the packed parts replaced; pinned to its version by package.json. */
export class ExactWorkbookReader extends WorkbookReader implements Parts {
  constructor(content: Readable) {
    super(content, {
      worksheets: 'emit',
      sharedStrings: 'cache',
      styles: 'cache',
      hyperlinks: 'ignore',
      entries: 'ignore',
    })
  }

  _parseRels(entry: Readable): Promise<void> {
    return original._parseRels.call(this, decoded(entry, MOST_AT_ONCE))
  }

  _parseWorkbook(entry: Readable): Promise<void> {
    return original._parseWorkbook.call(this, decoded(entry, MOST_AT_ONCE))
  }

  _parseStyles(entry: Readable): Promise<void> {
    return original._parseStyles.call(this, decoded(entry, MOST_AT_ONCE))
  }

  _parseSharedStrings(entry: Readable): AsyncGenerator<unknown> {
    return original._parseSharedStrings.call(this, decoded(entry, MOST_SHARED_TEXT))
  }

  _parseWorksheet(pieces: AsyncIterable<Buffer>, number: string): AsyncGenerator<unknown> {
    return original._parseWorksheet.call(this, sheetText(pieces), number)
  }
}

function decoded(entry: Readable, most: number): Readable {
  return entry.pipe(new Transform({ objectMode: true, transform: transformer(most) }))
}

function transformer(most: number) {
  const decoder = decoderUpTo(most)
  return (piece: Buffer, _encoding: string, done: (error: Error | null, text?: string) => void) => {
    try {
      // An empty piece would look like the end.
      done(null, decoder(piece) || undefined)
    } catch (error) {
      done(error as Error)
    }
  }
}

async function* sheetText(pieces: AsyncIterable<Buffer>): AsyncGenerator<never> {
  const decoder = decoderUpTo(MOST_SHEET)
  const checkRow = rowsUpTo(MOST_AT_ONCE)
  for await (const piece of pieces) {
    const text = decoder(piece)
    checkRow(text)
    yield text as never
  }
}

/** Refuses what is longer from one `<row` to the next. In texts `<` is escaped; the ways around that, no writer uses. */
function rowsUpTo(most: number): (text: string) => void {
  let length = 0
  let cells = 0
  let last = ''
  return (text) => {
    if ((last + text).includes('<!')) throw new Refusal([{ code: 'E_MALFORMED', field: 'fileId' }])
    last = text.slice(-1)
    const row = text.lastIndexOf('<row')
    const ofRow = row < 0 ? text : text.slice(row)
    length = (row < 0 ? length : 0) + ofRow.length
    cells = (row < 0 ? cells : 0) + (ofRow.match(/<c\b/g)?.length ?? 0)
    if (length > most || cells > MOST_COLUMNS)
      throw new Refusal([{ code: 'E_TOO_LARGE', field: 'fileId' }])
  }
}

function decoderUpTo(most: number): (piece: Buffer) => string {
  const decoder = new StringDecoder('utf8')
  let size = 0
  return (piece) => {
    size += piece.length
    if (size > most) throw new Refusal([{ code: 'E_TOO_LARGE', field: 'fileId' }])
    return decoder.write(piece)
  }
}
