/** Secret keys kept as files outside the database, readable by their owner only. */
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * The key of that name under `<storage>/keys`; made on first use where `create` allows.
 * @throws a plain sentence when it is missing and may not be made.
 */
export function readKey(storagePath: string, name: string, options: { create: boolean }): string {
  const file = join(storagePath, 'keys', `${name}.key`)
  if (!existsSync(file)) {
    if (!options.create) {
      throw new Error(
        `No ${name} key: set ${name.toUpperCase()}_KEY to 32 or more random characters, or put them into ${file}`
      )
    }
    mkdirSync(join(storagePath, 'keys'), { recursive: true, mode: 0o700 })
    try {
      writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' })
    } catch (error) {
      // Another process made it between the look and the write: theirs counts.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
  }
  return readFileSync(file, 'utf8').trim()
}
