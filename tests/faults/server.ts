/** A server of its own, with a database of its own, that tests kill, cut off and start again. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import { createConnection } from 'mysql2/promise'
import { DEMO_PASSWORD } from '#app/system/demo.ts'
import { env } from '../../start/env.ts'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const STARTUP_MS = 60_000

/** How much is tried: `ci` on every change, `full` before a release. */
const EXTENT = process.env.FAULTS ?? 'ci'
if (EXTENT !== 'ci' && EXTENT !== 'full')
  throw new Error(`FAULTS is ci or full, and not "${EXTENT}"`)
export const FULL = EXTENT === 'full'
export const onMysql = env.database.connection === 'mysql'

export interface Answer {
  status: number
  headers: Headers
  // Tests look into answers of every form.
  body: any
}

interface Options {
  /** With the supervisor in front of its worker. */
  supervised?: boolean
  environment?: Record<string, string>
  /** Runs in front of node, such as `faketime`. */
  command?: readonly string[]
}

let made = 0

export class Server {
  readonly origin: string
  readonly storage: string
  readonly database: string
  readonly #options: Options
  readonly #port: number
  #process: ChildProcess | null = null
  #output = ''
  #headers: Record<string, string> = {}

  private constructor(port: number, storage: string, database: string, options: Options) {
    this.#port = port
    this.origin = `http://127.0.0.1:${port}`
    this.storage = storage
    this.database = database
    this.#options = options
  }

  /** One with an empty database that is made ready. */
  static async fresh(options: Options = {}): Promise<Server> {
    made += 1
    const storage =
      options.environment?.STORAGE_PATH ?? mkdtempSync(join(tmpdir(), 'xinglin-fault-'))
    const name = `xinglin_test_fault_${process.pid}_${made}`
    const server = new Server(await freePort(), storage, name, options)
    await server.prepare()
    return server
  }

  /** Another node of the same hospital. */
  async sibling(options: Options = this.#options): Promise<Server> {
    return new Server(await freePort(), this.storage, this.database, options)
  }

  async prepare(): Promise<void> {
    if ((await this.command('system:prepare')) !== 0)
      throw new Error(`The database could not be prepared: ${this.#output}`)
  }

  async start(): Promise<this> {
    this.#process = this.#spawn([this.#options.supervised ? 'bin/server.ts' : 'bin/worker.ts'])
    await this.alive()
    await this.signIn()
    return this
  }

  /** Waits until it answers. */
  async alive(): Promise<void> {
    await until(async () => {
      if (this.#process!.exitCode !== null) throw new Error(`It ended: ${this.#output}`)
      const answer = await fetch(`${this.origin}/health/live`).catch(() => null)
      return answer?.ok === true
    }, STARTUP_MS)
  }

  get pid(): number {
    return this.#process!.pid!
  }

  /** The process that serves, where a supervisor stands before it. */
  get worker(): number {
    if (!this.#options.supervised) return this.pid
    const children = readFileSync(`/proc/${this.pid}/task/${this.pid}/children`, 'utf8')
    return Number(children.trim().split(' ')[0])
  }

  /** What it wrote to its terminal. */
  get output(): string {
    return this.#output
  }

  /** Memory of the worker in bytes. */
  get memory(): number {
    const status = readFileSync(`/proc/${this.worker}/status`, 'utf8')
    return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)![1]) * 1024
  }

  /** Ends it at once, or as a signal asks it to; the code it ended with. */
  async end(signal: NodeJS.Signals = 'SIGKILL'): Promise<number | null> {
    const running = this.#process
    if (!running || running.exitCode !== null || running.signalCode !== null) return null
    const gone = once(running, 'exit')
    const worker = this.#options.supervised && signal === 'SIGKILL' ? this.worker : 0
    running.kill(signal)
    if (worker) process.kill(worker, signal)
    return (await gone)[0]
  }

  /** Ends it and takes away its database and its folder. */
  async remove(): Promise<void> {
    await this.end()
    await dropDatabase(this.database)
    rmSync(this.storage, { recursive: true, force: true })
  }

  async signIn(login = 'admin', password = DEMO_PASSWORD): Promise<void> {
    this.#headers = await this.tokenOf(login, password)
  }

  /** The header that signs a person in. */
  async tokenOf(login: string, password = DEMO_PASSWORD): Promise<Record<string, string>> {
    const { body } = await this.ask('POST', '/api/auth/tokens', { login, password }, {})
    if (!body.data) throw new Error(`${login} cannot sign in: ${JSON.stringify(body)}`)
    return { authorization: `Bearer ${body.data.token}` }
  }

  get headers(): Record<string, string> {
    return this.#headers
  }

  /** Sends a request; rejects when the connection breaks before the whole answer is there. */
  async ask(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = this.#headers
  ): Promise<Answer> {
    const form = body instanceof FormData
    const answer = await fetch(this.origin + path, {
      method,
      headers: {
        ...headers,
        ...(body !== undefined && !form && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: form ? body : JSON.stringify(body) }),
    })
    const text = await answer.text()
    return {
      status: answer.status,
      headers: answer.headers,
      body: text === '' ? null : JSON.parse(text),
    }
  }

  /** The body of what must succeed. */
  async call(method: string, path: string, body?: unknown): Promise<any> {
    const answer = await this.ask(method, path, body)
    if (answer.status >= 300)
      throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`)
    return answer.body
  }

  async upload(content: string | Buffer<ArrayBuffer>, name: string): Promise<string> {
    const form = new FormData()
    form.append('file', new Blob([content]), name)
    return (await this.call('POST', '/api/files', form)).data.id
  }

  async job(id: string): Promise<any> {
    return (await this.call('GET', `/api/jobs/${id}`)).data
  }

  /** The job as soon as it has got there. */
  async jobAt(id: string, reached: (job: any) => boolean): Promise<any> {
    let present: any
    await until(async () => reached((present = await this.job(id))), 600_000, 20)
    return present
  }

  /** Runs an ace command beside the server; the code it ended with. */
  async command(name: string): Promise<number> {
    return (await once(this.#spawn(['ace.js', name]), 'exit'))[0]
  }

  /** Rows straight from the database, past everything that is tested. */
  async rows(statement: string): Promise<any[]> {
    return this.#straight(statement, (file) => file.prepare(statement).all())
  }

  /** Changes the database past everything that is tested. */
  async run(statement: string): Promise<void> {
    await this.#straight(statement, (file) => file.exec(statement))
  }

  async #straight<T>(statement: string, onFile: (file: DatabaseSync) => T): Promise<any> {
    if (onMysql) {
      const connection = await connect(this.database)
      try {
        return (await connection.query(statement))[0]
      } finally {
        await connection.end()
      }
    }
    const file = new DatabaseSync(join(this.storage, 'xinglin.sqlite'))
    try {
      file.exec('pragma busy_timeout = 5000')
      return onFile(file)
    } finally {
      file.close()
    }
  }

  async count(statement: string): Promise<number> {
    return Number(Object.values((await this.rows(statement))[0])[0])
  }

  #spawn(args: string[]): ChildProcess {
    const [program, ...before] = [...(this.#options.command ?? []), process.execPath]
    const child = spawn(program!, [...before, ...args], {
      cwd: ROOT,
      env: {
        ...process.env,
        NODE_ENV: 'production',
        DEMO: 'true',
        LOG_LEVEL: 'fatal',
        HOST: '127.0.0.1',
        PORT: String(this.#port),
        APP_URL: this.origin,
        STORAGE_PATH: this.storage,
        DB_DATABASE: this.database,
        ...this.#options.environment,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (text: Buffer) => (this.#output = (this.#output + text).slice(-20_000)))
    return child
  }
}

export const isOver = ({ state }: { state: string }): boolean =>
  state !== 'queued' && state !== 'running'

/** Waits for something to become true. */
export async function until(
  reached: () => boolean | Promise<boolean>,
  within = 30_000,
  every = 50
): Promise<void> {
  const last = Date.now() + within
  while (!(await reached())) {
    if (Date.now() > last) throw new Error(`Not within ${within} ms: ${reached}`)
    await sleep(every)
  }
}

export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as AddressInfo
  await new Promise((closed) => probe.close(closed))
  return port
}

function connect(database?: string) {
  const { host, port, user, password } = env.database
  return createConnection({ host, port, user, password, ...(database && { database }) })
}

async function dropDatabase(name: string): Promise<void> {
  if (!onMysql) return
  const server = await connect()
  await server.query(`drop database if exists \`${name}\``)
  await server.end()
}
