/** The asking side, a process of its own: reads a `Load` and prints a `LoadResult`. */
import { json } from 'node:stream/consumers'
import autocannon from 'autocannon'

export interface Load {
  url: string
  connections: number
  /** How long to ask, or how many times. */
  seconds?: number
  amount?: number
  method?: 'GET' | 'POST' | 'PATCH'
  headers?: Record<string, string>
  /** Asked in turn. For PATCH each is a record that is at its first version. */
  paths: string[]
  /** What is sent; `code` is made unique and `version` follows the turns. */
  body?: Record<string, unknown>
}

export interface LoadResult {
  perSecond: number
  requests: number
  failed: number
  p50: number
  p95: number
}

const load = (await json(process.stdin)) as Load
const { url, connections, method = 'GET', headers = {}, paths, body } = load

let sent = 0
/** Requests go out in turn over all connections; a record comes up again long after its last answer. */
function next(request: autocannon.Request): autocannon.Request {
  const turn = sent++
  const path = paths[turn % paths.length]!
  if (!body) return { ...request, path }
  const round = Math.floor(turn / paths.length)
  const changing =
    method === 'PATCH'
      ? { version: 1 + round, price: 1000 + round }
      : { code: `N${process.pid}.${Date.now()}.${turn}` }
  return { ...request, path, body: JSON.stringify({ ...body, ...changing }) }
}

const started = performance.now()
const latencies: number[] = []
const options: autocannon.Options = {
  url,
  connections,
  ...(load.amount ? { amount: load.amount } : { duration: load.seconds ?? 1 }),
  requests: [
    {
      method,
      headers: { ...headers, ...(body && { 'content-type': 'application/json' }) },
      setupRequest: next,
    },
  ],
}
const result = await new Promise<autocannon.Result>((resolve, reject) => {
  const instance = autocannon(options, (error, told) => (error ? reject(error) : resolve(told)))
  instance.on('response', (_client, _status, _bytes, milliseconds) => latencies.push(milliseconds))
})
const seconds = (performance.now() - started) / 1000
latencies.sort((a, b) => a - b)
const at = (part: number) => latencies[Math.floor((latencies.length - 1) * part)] ?? 0
const answer: LoadResult = {
  perSecond: latencies.length / seconds,
  requests: latencies.length,
  failed: result.non2xx + result.errors + result.timeouts,
  p50: at(0.5),
  p95: at(0.95),
}
console.log(JSON.stringify(answer))
