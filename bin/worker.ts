/** One worker: HTTP, sockets, jobs and timers in one process. Started by the supervisor, or alone in tests. */
import { setFlagsFromString } from 'node:v8'
import { Ignitor } from '@adonisjs/core'
import type { ApplicationService } from '@adonisjs/core/types'
import '../start/process.ts'
import { APP_ROOT, importer } from '../start/app.ts'
import { reportFailure } from './report_failure.ts'

const HEARTBEAT_MS = 1000

// Where memory is plenty V8 lets garbage grow to several times what lives; an import of 100,000 rows took 250 MB so.
setFlagsFromString('--heap-growing-percent=40')

let ending = false

/** What is under way is finished first. A service manager and the supervisor may both ask for it. */
async function end(app: ApplicationService): Promise<void> {
  if (ending) return
  ending = true
  await app.terminate()
  // Its way to the supervisor would keep the process alive when nothing else does.
  if (process.connected) process.disconnect()
}

try {
  await new Ignitor(APP_ROOT, { importer })
    .tap((app) => {
      app.listen('SIGTERM', () => end(app))
      app.listenIf(!process.send, 'SIGINT', () => end(app))
      app.ready(() => {
        if (!process.send) return
        process.send('alive')
        setInterval(() => process.send!('alive'), HEARTBEAT_MS).unref()
      })
    })
    .httpServer()
    .start()
} catch (error) {
  await reportFailure(error)
  process.exit(1)
}
