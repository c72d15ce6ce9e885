/** Whether the server can be reached: `offline` is our network, `unavailable` its trouble (503, restarting). */
export type ConnectionState = 'online' | 'offline' | 'unavailable'

const CHECK_EVERY_MS = 3000

let state: ConnectionState = 'online'
let checking: ReturnType<typeof setTimeout> | undefined
const listeners = new Set<() => void>()

export const connection = {
  get: (): ConnectionState => state,

  subscribe(listener: () => void): () => void {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },

  /** Told by whoever has just talked to the server, or failed to. */
  report(next: ConnectionState): void {
    if (next !== 'online') checking ??= setTimeout(check, CHECK_EVERY_MS)
    if (next === state) return
    state = next
    for (const listener of listeners) listener()
  },

  /** Asks the server now whether it is ready again. */
  check,
}

window.addEventListener('offline', () => connection.report('offline'))
window.addEventListener('online', () => void check())

async function check(): Promise<void> {
  clearTimeout(checking)
  checking = undefined
  const answer = await fetch('/health/ready', { cache: 'no-store' }).catch(() => undefined)
  if (answer?.ok) connection.report('online')
  else connection.report(navigator.onLine ? 'unavailable' : 'offline')
}
