/** What a file is, by its content; its name and what the sender says about it count for nothing but csv. */
import { Readable } from 'node:stream'
import { fileTypeFromStream } from 'file-type'
import { isSafeImage } from '#app/resources/fields/image/safe_image.ts'
import { decodes } from './text_encoding.ts'

const OFFICE = /^application\/vnd\.(openxmlformats-officedocument|oasis\.opendocument)\./
const ACCEPTED = new Set([
  'application/pdf',
  'application/zip',
  'application/rtf',
  'application/xml',
  'application/dicom',
  // Word, Excel and PowerPoint of before 2007.
  'application/x-cfb',
])
const SAMPLE_BYTES = 64 * 1024

/** Control characters that texts have: tab, line ends, form feed, escape. */
const TEXT_CONTROLS = new Set([9, 10, 11, 12, 13, 27])

/** The type, or null for a kind of file that is not accepted. `open` gives the content from its start, each time. */
export async function contentType(open: () => Readable, name: string): Promise<string | null> {
  const known = await signature(open())
  if (known) return isAccepted(known) ? known : null
  const sample = await firstBytes(open())
  if (!isText(sample)) return null
  return /\.(csv|tsv)$/i.test(name) ? 'text/csv' : 'text/plain'
}

/** May be shown in the browser; anything else is only ever downloaded. */
export function isShownInline(type: string): boolean {
  return isSafeImage(type) || type === 'application/pdf'
}

function isAccepted(type: string): boolean {
  return /^(image|audio|video)\//.test(type) || OFFICE.test(type) || ACCEPTED.has(type)
}

async function signature(content: Readable): Promise<string | null> {
  try {
    const found = await fileTypeFromStream(Readable.toWeb(content) as never)
    return found?.mime ?? null
  } finally {
    content.destroy()
  }
}

async function firstBytes(content: Readable): Promise<Buffer> {
  const parts: Buffer[] = []
  let size = 0
  for await (const chunk of content) {
    parts.push(chunk as Buffer)
    size += (chunk as Buffer).length
    if (size >= SAMPLE_BYTES) break
  }
  return Buffer.concat(parts).subarray(0, SAMPLE_BYTES)
}

/** UTF-16 begins with its mark; other texts have no control characters and are UTF-8 or Chinese GB18030. */
function isText(sample: Buffer): boolean {
  if (sample.length === 0) return true
  if (sample[0] === 0xff && sample[1] === 0xfe) return true
  if (sample.some((byte) => byte < 32 && !TEXT_CONTROLS.has(byte))) return false
  return decodes(sample, 'utf-8') || decodes(sample, 'gb18030')
}
