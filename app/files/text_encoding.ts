/** In which encoding a text file is written: its mark tells, else UTF-8 where every byte fits, else GB18030. */
import type { Readable } from 'node:stream'

export type TextEncoding = 'utf-8' | 'utf-16le' | 'gb18030'

/** Reads the whole file: one that is plain ASCII for a megabyte may still become Chinese. */
export async function detectEncoding(content: Readable): Promise<TextEncoding> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let first = true
  try {
    for await (const chunk of content as AsyncIterable<Buffer>) {
      if (first && chunk[0] === 0xff && chunk[1] === 0xfe) return 'utf-16le'
      first = false
      decoder.decode(chunk, { stream: true })
    }
    decoder.decode()
    return 'utf-8'
  } catch (error) {
    if (error instanceof TypeError) return 'gb18030'
    throw error
  } finally {
    content.destroy()
  }
}

/** The text of a stream, piece by piece, without its byte-order mark. */
export async function* decode(content: Readable, encoding: TextEncoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding)
  for await (const chunk of content as AsyncIterable<Buffer>) {
    const text = decoder.decode(chunk, { stream: true })
    if (text) yield text
  }
  const rest = decoder.decode()
  if (rest) yield rest
}

/** Whether bytes can be read as this encoding; a character cut off at the end does not count. */
export function decodes(bytes: Uint8Array, encoding: TextEncoding): boolean {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true })
    return true
  } catch {
    return false
  }
}
