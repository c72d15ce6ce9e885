import { Readable } from 'node:stream'
import { parse } from 'csv-parse'
import { Refusal } from '#app/errors/refusal.ts'
import { decode, type TextEncoding } from '#app/files/text_encoding.ts'
import { unguarded } from './formula_guard.ts'
import type { SheetRow } from './sheet_row.ts'

const LONGEST_RECORD = 2 * 1024 * 1024

/** The rows of a CSV text, separated by commas, semicolons or tabs as its first line says. */
export async function* csvRows(
  content: Readable,
  encoding: TextEncoding
): AsyncGenerator<SheetRow> {
  const text = decode(content, encoding)
  const first = await text.next()
  const beginning = (first.value ?? '').replace(/^\ufeff/, '')
  const parser = parse({
    delimiter: separatorOf(beginning),
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: LONGEST_RECORD,
  })
  const source = Readable.from(after(beginning, text))
  source.once('error', (error) => parser.destroy(error)).pipe(parser)
  let n = 0
  try {
    for await (const cells of parser as AsyncIterable<string[]>)
      yield { n: ++n, cells: cells.map(unguarded) }
  } catch (error) {
    if (!(error as { code?: string }).code?.startsWith('CSV_')) throw error
    throw new Refusal([{ code: 'E_MALFORMED', field: 'fileId', meta: { row: n + 1 } }])
  } finally {
    content.destroy()
  }
}

async function* after(beginning: string, rest: AsyncGenerator<string>): AsyncGenerator<string> {
  if (beginning) yield beginning
  yield* rest
}

function separatorOf(beginning: string): string {
  const line = beginning.split(/\r?\n/, 1)[0]!.replace(/"[^"]*"/g, '')
  const count = (separator: string) => line.split(separator).length - 1
  return [',', '\t', ';'].reduce((best, next) => (count(next) > count(best) ? next : best))
}
