/** The chain's end, noted every minute in a file outside the database: what a log that was cut cannot take back. */
import { mkdir, open } from 'node:fs/promises'
import { createReadStream, existsSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { env } from '../../start/env.ts'

const folder = () => join(env.storagePath, 'audit')
const file = () => join(folder(), 'anchors.log')

/** Appends a line `<time> <seq> <seal>`; on disk when this returns. */
export async function anchor({ seq, seal }: { seq: number; seal: string }): Promise<void> {
  await mkdir(folder(), { recursive: true, mode: 0o700 })
  const handle = await open(file(), 'a', 0o600)
  try {
    await handle.appendFile(`${new Date().toISOString()} ${seq} ${seal}\n`)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** The seals that were noted, by place. A line that a full disk cut short is passed over. */
export async function readAnchors(): Promise<Map<number, string>> {
  const anchors = new Map<number, string>()
  if (!existsSync(file())) return anchors
  for await (const line of createInterface({ input: createReadStream(file()) })) {
    const [, seq, seal] = /^\S+ (\d+) ([0-9a-f]{64})$/.exec(line) ?? []
    if (seq && seal) anchors.set(Number(seq), seal)
  }
  return anchors
}
