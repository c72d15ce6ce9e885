/** A database that is connected and says nothing: its host was cut off, and no packet tells this side. */
import type { Socket } from 'node:net'

/** Longer than the statements of a packet wait for their locks. */
const SILENCE_MS = 15_000

/** Ends the connection, and what waits on it with ETIMEDOUT, when nothing comes or goes for a while. */
export function endWhenSilent({ stream }: { stream: Socket }): void {
  stream.setTimeout(SILENCE_MS, () => {
    // It is we who do not listen: rows of an export are read no faster than they are written.
    if (stream.isPaused()) return void stream.setTimeout(SILENCE_MS)
    const error = new Error(`The database said nothing for ${SILENCE_MS} ms`)
    stream.destroy(Object.assign(error, { code: 'ETIMEDOUT' }))
  })
}
