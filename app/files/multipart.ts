/**
 * Reads the one file of a multipart request as it comes. The framework's own reader is never run: bodyparser 11.0.4
 * dies on parts named `toString`, `constructor`, `__proto__` or `hasOwnProperty`.
 */
import type { IncomingMessage } from 'node:http'
import type { Readable } from 'node:stream'
import { Busboy, type BusboyFileStream, type BusboyHeaders } from '@fastify/busboy'
import { Refusal } from '#app/errors/refusal.ts'

export const LARGEST_FILE = 200 * 1024 * 1024
const LONGEST_NAME = 200
const LIMITS = {
  files: 1,
  fields: 20,
  parts: 21,
  fieldNameSize: 100,
  fieldSize: 10_000,
  fileSize: LARGEST_FILE,
  headerPairs: 20,
  headerSize: 16_384,
}

/** Hands the file to `store` and answers what it answers. @throws E_MALFORMED without exactly one file, E_TOO_LARGE */
export async function readMultipart<T>(
  request: IncomingMessage,
  store: (content: Readable, name: string) => Promise<T>
): Promise<T> {
  if (Number(request.headers['content-length'] ?? 0) > LARGEST_FILE + 1024 * 1024)
    throw new Refusal('E_TOO_LARGE', { limit: LARGEST_FILE })
  const reader = readerFor(request)
  let stored: Promise<T> | undefined
  let open: Readable | undefined
  reader.on('file', (_field: unknown, content: BusboyFileStream, filename: unknown) => {
    open = content
    // It may fail when nobody reads it: a full disk is refused before, and an error without an ear ends the process.
    content.on('error', () => {})
    stored = storeWhole(content, cleanName(filename), store)
    // Looked at below; a refusal must not count as unhandled while the rest of the request is still read.
    stored.catch(() => request.unpipe(reader) && reader.destroy())
  })
  let tooMany = false
  for (const limit of ['filesLimit', 'fieldsLimit', 'partsLimit'] as const)
    reader.on(limit, () => (tooMany = true))
  try {
    await finished(request, reader)
  } catch (error) {
    if (!stored) throw error
    // Whoever stores the file learns that it will never be whole.
    open?.destroy(error as Error)
  }
  const result = await stored
  if (result === undefined || tooMany) throw new Refusal('E_MALFORMED')
  return result
}

function readerFor(request: IncomingMessage): Busboy {
  try {
    return new Busboy({ headers: request.headers as BusboyHeaders, limits: LIMITS })
  } catch {
    throw new Refusal('E_MALFORMED')
  }
}

/** A file cut off at the limit is none; a request that ends too early makes the content fail. */
async function storeWhole<T>(
  content: BusboyFileStream,
  name: string,
  store: (content: Readable, name: string) => Promise<T>
): Promise<T> {
  content.on('limit', () => content.destroy(new Refusal('E_TOO_LARGE', { limit: LARGEST_FILE })))
  return store(content, name)
}

/** Ends when the reader has taken the last part, or the request breaks off. */
function finished(request: IncomingMessage, reader: Busboy): Promise<void> {
  return new Promise((resolve, reject) => {
    const broken = () => reject(new Refusal('E_MALFORMED'))
    reader.once('finish', resolve)
    reader.once('error', broken)
    reader.once('close', broken)
    request.once('aborted', () => reader.destroy(new Error('The upload was broken off')))
    request.once('error', broken)
    request.pipe(reader)
  })
}

/** Only the last part of a path, without control characters; the name is shown, never used on the disk. */
function cleanName(filename: unknown): string {
  const text = typeof filename === 'string' ? filename : ''
  const last = text.split(/[\\/]/).at(-1)!
  const clean = last.replace(/[\p{Cc}\p{Cs}]/gu, '').trim()
  return [...clean].slice(-LONGEST_NAME).join('') || 'file'
}
