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

interface Parts {
  _parseSharedStrings(entry: Readable): AsyncGenerator<unknown>
  _parseWorksheet(pieces: AsyncIterable<Buffer>, number: string): AsyncGenerator<unknown>
}
const { WorkbookReader } = Excel.stream.xlsx
const original = WorkbookReader.prototype as unknown as Parts

/** The library's reader with its two ways into the packed parts replaced; pinned to its version by package.json. */
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

  _parseSharedStrings(entry: Readable): AsyncGenerator<unknown> {
    const decoded = entry.pipe(
      new Transform({
        objectMode: true,
        transform: transformer(MOST_SHARED_TEXT),
      })
    )
    return original._parseSharedStrings.call(this, decoded)
  }

  _parseWorksheet(pieces: AsyncIterable<Buffer>, number: string): AsyncGenerator<unknown> {
    return original._parseWorksheet.call(this, decode(pieces, MOST_SHEET), number)
  }
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

async function* decode(pieces: AsyncIterable<Buffer>, most: number): AsyncGenerator<never> {
  const decoder = decoderUpTo(most)
  for await (const piece of pieces) yield decoder(piece) as never
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
