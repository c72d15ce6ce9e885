/**
 * The keys of protected fields: files `STORAGE_PATH/keys/fields/<id>.key`, outside the database. The newest writes,
 * all of them read; a key that another process adds is noticed within a second, without a restart.
 */
import { randomBytes } from 'node:crypto'
import { linkSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { env } from '../../../../start/env.ts'

export interface FieldKey {
  id: string
  secret: Buffer
}

const FILE = /^(\d{4})\.key$/
const BYTES = 32
const LOOK_EVERY_MS = 1000

const folder = () => join(env.storagePath, 'keys', 'fields')
let keys = new Map<string, Buffer>()
let lookedAt = -Infinity

/** The key that new values are written with; the first one is made on first use. */
export function newestKey(): FieldKey {
  if (performance.now() - lookedAt > LOOK_EVERY_MS) readKeys()
  if (keys.size === 0) addKeyFile('0001')
  const id = [...keys.keys()].sort().at(-1)!
  return { id, secret: keys.get(id)! }
}

/** @throws when the key is not there: the value cannot be read without it, and nothing may pretend it could */
export function keyOf(id: string): Buffer {
  if (!keys.has(id)) readKeys()
  const secret = keys.get(id)
  if (!secret)
    throw new Error(`No key ${id} in ${folder()}: restore it from the backup of the keys`)
  return secret
}

/** Makes a key that is written with from now on. */
export function addKey(): FieldKey {
  const { id } = newestKey()
  addKeyFile(String(Number(id) + 1).padStart(4, '0'))
  return newestKey()
}

/** Whole or not at all: linked into place, so that another process never reads half a key; theirs counts if first. */
function addKeyFile(id: string): void {
  mkdirSync(folder(), { recursive: true, mode: 0o700 })
  const draft = join(folder(), `.${process.pid}-${randomBytes(6).toString('hex')}`)
  writeFileSync(draft, randomBytes(BYTES).toString('base64url'), { mode: 0o600, flush: true })
  try {
    linkSync(draft, join(folder(), `${id}.key`))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    rmSync(draft)
  }
  readKeys()
}

function readKeys(): void {
  mkdirSync(folder(), { recursive: true, mode: 0o700 })
  const ids = readdirSync(folder()).flatMap((file) => FILE.exec(file)?.[1] ?? [])
  keys = new Map(
    ids.map((id) => {
      const secret = Buffer.from(
        readFileSync(join(folder(), `${id}.key`), 'utf8').trim(),
        'base64url'
      )
      if (secret.length !== BYTES)
        throw new Error(`${join(folder(), `${id}.key`)} is no key of ${BYTES} bytes`)
      return [id, secret]
    })
  )
  lookedAt = performance.now()
}
