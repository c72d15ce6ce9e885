/**
 * The supervisor: starts the workers, restarts one that dies or stops answering, and hands SIGTERM on. It runs no
 * application and no plugin code, so nothing a plugin does can take it down.
 */
import cluster, { type Worker } from 'node:cluster'
import { fileURLToPath } from 'node:url'

const SILENCE_MS = 5000
const STARTUP_MS = 60_000
const DRAIN_MS = 30_000
const FIRST_RETRY_MS = 200
const LAST_RETRY_MS = 5000

const count = Number(process.env.WORKERS ?? 1)
const lastSeen = new Map<Worker, number>()
let stopping = false

// Workers accept connections themselves: one handed to a worker that hangs would stay open here for ever.
cluster.schedulingPolicy = cluster.SCHED_NONE
cluster.setupPrimary({ exec: fileURLToPath(new URL('./worker.ts', import.meta.url)) })

/** `failures`: how often the workers before it in its place ended without having served. */
function startWorker(failures = 0) {
  if (stopping) return
  let failed = failures + 1
  const worker = cluster.fork()
  lastSeen.set(worker, Date.now() + STARTUP_MS)
  worker.on('message', (message) => {
    if (message !== 'alive') return
    lastSeen.set(worker, Date.now())
    failed = 1
  })
  worker.on('exit', (code, signal) => {
    lastSeen.delete(worker)
    if (stopping) return
    const wait = Math.min(FIRST_RETRY_MS * 2 ** (failed - 1), LAST_RETRY_MS)
    console.error(
      `worker ${worker.process.pid} ended (${signal ?? code}); starting another in ${wait} ms`
    )
    setTimeout(() => startWorker(failed), wait)
  })
}

function killSilentWorkers() {
  for (const [worker, seen] of lastSeen) {
    if (Date.now() - seen > SILENCE_MS) {
      console.error(`worker ${worker.process.pid} did not answer for ${SILENCE_MS} ms; ending it`)
      worker.process.kill('SIGKILL')
    }
  }
}

async function stop() {
  if (stopping) return
  stopping = true
  const workers = [...lastSeen.keys()]
  for (const worker of workers) worker.process.kill('SIGTERM')
  const drained = Promise.all(
    workers.map((worker) => new Promise((done) => worker.once('exit', done)))
  )
  await Promise.race([drained, new Promise((done) => setTimeout(done, DRAIN_MS))])
  for (const worker of workers) worker.process.kill('SIGKILL')
  process.exit(0)
}

for (let i = 0; i < count; i++) startWorker()
setInterval(killSilentWorkers, 1000)
process.on('SIGTERM', stop)
process.on('SIGINT', stop)
