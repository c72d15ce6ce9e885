/** Where the contents of files lie: plain files under `STORAGE_PATH/files`, by names that the server makes. */
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, opendir, rm, stat, statfs } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { createHash, randomUUID } from 'node:crypto'
import { type Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { env } from '../../start/env.ts'
import { Refusal } from '#app/errors/refusal.ts'

export interface StoredContent {
  storedAs: string
  size: number
  /** SHA-256. */
  hash: string
}

/** Below this much free room nothing is accepted any more: the database needs it. */
const ROOM_BYTES = 256 * 1024 * 1024

const NAME = /^\d{4}-\d{2}\/[0-9a-f-]{36}$/

/** The file on the disk, for readers that must jump about in it. */
export function pathOf(storedAs: string): string {
  if (!NAME.test(storedAs)) throw new Error(`Not a stored file: ${storedAs}`)
  return join(env.storagePath, 'files', storedAs)
}

/** Makes a new name; by month, so that no folder grows without end. */
export function newStoredName(): string {
  return `${new Date().toISOString().slice(0, 7)}/${randomUUID()}`
}

/** Writes a stream to the disk as it comes, never holding it in memory; what is cut short is removed. */
export async function storeContent(content: Readable): Promise<StoredContent> {
  const storedAs = newStoredName()
  const path = await preparePath(storedAs)
  const hash = createHash('sha256')
  let size = 0
  const meter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length
      hash.update(chunk)
      done(null, chunk)
    },
  })
  try {
    await pipeline(content, meter, createWriteStream(path, { mode: 0o600, flags: 'wx' }))
  } catch (error) {
    await removeContent(storedAs)
    throw error
  }
  return { storedAs, size, hash: hash.digest('hex') }
}

async function preparePath(storedAs: string): Promise<string> {
  const path = pathOf(storedAs)
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const { bavail, bsize } = await statfs(dirname(path))
  if (bavail * bsize < ROOM_BYTES) throw new Refusal('E_UNAVAILABLE', { reason: 'disk' })
  return path
}

export function readContent(storedAs: string): Readable {
  return createReadStream(pathOf(storedAs))
}

export async function removeContent(storedAs: string): Promise<void> {
  await rm(pathOf(storedAs), { force: true })
}

/** Contents written before a moment (ms), a few at a time; what else lies in the folder is not ours to name. */
export async function* storedBefore(moment: number, atOnce: number): AsyncGenerator<string[]> {
  const root = join(env.storagePath, 'files')
  let found: string[] = []
  for await (const folder of entriesOf(root)) {
    for await (const file of entriesOf(join(root, folder))) {
      const storedAs = `${folder}/${file}`
      if (!NAME.test(storedAs) || !(await isOlder(storedAs, moment))) continue
      found.push(storedAs)
      if (found.length < atOnce) continue
      yield found
      found = []
    }
  }
  if (found.length > 0) yield found
}

async function* entriesOf(folder: string): AsyncGenerator<string> {
  try {
    for await (const { name } of await opendir(folder)) yield name
  } catch (error) {
    // No file was stored yet, or it is no folder.
    if (!['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error
  }
}

/** False for one that is removed meanwhile. */
async function isOlder(storedAs: string, moment: number): Promise<boolean> {
  const found = await stat(pathOf(storedAs)).catch(() => null)
  return found !== null && found.mtimeMs < moment
}
