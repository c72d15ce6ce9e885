/** Looks into a workbook's list of contents before it is unpacked: a small file may unpack to more than memory. */
import { open } from 'node:fs/promises'
import { pathOf } from '#app/files/file_store.ts'
import { Refusal } from '#app/errors/refusal.ts'

const MOST_UNPACKED = 2 * 1024 ** 3
const MOST_SHARED_TEXT = 100 * 1024 ** 2
const TAIL_BYTES = 66_000
const LONGEST_LIST = 1024 ** 2
const END = Buffer.from('PK\x05\x06', 'latin1')
const ENTRY = 0x02014b50

/** @throws E_TOO_LARGE for one that unpacks to too much, E_MALFORMED for what is no plain archive */
export async function checkArchive(storedAs: string): Promise<void> {
  let total = 0
  for (const { name, size } of await contents(pathOf(storedAs))) {
    total += size
    // Repeated texts are held in memory while the rows stream by.
    if (total > MOST_UNPACKED || (name.endsWith('sharedStrings.xml') && size > MOST_SHARED_TEXT))
      throw new Refusal([{ code: 'E_TOO_LARGE', field: 'fileId' }])
  }
}

async function contents(path: string): Promise<{ name: string; size: number }[]> {
  const file = await open(path)
  try {
    const { size } = await file.stat()
    const tail = Buffer.alloc(Math.min(size, TAIL_BYTES))
    await file.read(tail, 0, tail.length, size - tail.length)
    const end = tail.lastIndexOf(END)
    const length = end < 0 ? Infinity : tail.readUInt32LE(end + 12)
    if (length > LONGEST_LIST) throw new Refusal([{ code: 'E_MALFORMED', field: 'fileId' }])
    const list = Buffer.alloc(length)
    await file.read(list, 0, length, tail.readUInt32LE(end + 16))
    return entries(list)
  } finally {
    await file.close()
  }
}

function entries(list: Buffer): { name: string; size: number }[] {
  const found: { name: string; size: number }[] = []
  for (let at = 0; at + 46 <= list.length && list.readUInt32LE(at) === ENTRY;) {
    const nameLength = list.readUInt16LE(at + 28)
    const rest = list.readUInt16LE(at + 30) + list.readUInt16LE(at + 32)
    found.push({
      name: list.toString('utf8', at + 46, at + 46 + nameLength),
      size: list.readUInt32LE(at + 24),
    })
    at += 46 + nameLength + rest
  }
  return found
}
