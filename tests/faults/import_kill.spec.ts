/** A server that is killed in the middle of an import, again and again: nothing is lost, repeated or half done. */
import { test } from '@japa/runner'
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { setTimeout as sleep } from 'node:timers/promises'
import { createConnection } from 'mysql2/promise'
import { DEMO_PASSWORD } from '#app/system/demo.ts'
import { env } from '../../start/env.ts'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const ROWS = 6000
const KILLS = 3

/** A server of its own, with a database of its own, that can be killed and started again. */
class Server {
  readonly #environment: NodeJS.ProcessEnv
  readonly #origin: string
  #process: ChildProcess | null = null
  #headers: Record<string, string> = {}

  constructor(port: number) {
    this.#origin = `http://127.0.0.1:${port}`
    this.#environment = {
      ...process.env,
      NODE_ENV: 'production',
      DEMO: 'true',
      LOG_LEVEL: 'fatal',
      HOST: '127.0.0.1',
      PORT: String(port),
      APP_URL: this.#origin,
      STORAGE_PATH: mkdtempSync(join(tmpdir(), 'xinglin-kill-')),
      DB_DATABASE: this.database,
    }
  }

  get database(): string {
    return `xinglin_test_kill_${process.pid}`
  }

  async prepare(): Promise<void> {
    const prepared = this.#run(['ace.js', 'system:prepare'])
    const [code] = await once(prepared, 'exit')
    if (code !== 0) throw new Error('The database could not be prepared')
  }

  async start(): Promise<void> {
    this.#process = this.#run(['bin/worker.ts'])
    for (let tries = 0; tries < 300; tries++) {
      await sleep(100)
      const answer = await fetch(`${this.#origin}/health/live`).catch(() => null)
      if (answer?.ok) return this.#signIn()
    }
    throw new Error('The server did not start')
  }

  async kill(): Promise<void> {
    const running = this.#process!
    const gone = once(running, 'exit')
    running.kill('SIGKILL')
    await gone
  }

  // Tests look into answers of every form.

  async call(method: string, path: string, body?: unknown): Promise<any> {
    const form = body instanceof FormData
    const answer = await fetch(this.#origin + path, {
      method,
      headers: { ...this.#headers, ...(!form && { 'content-type': 'application/json' }) },
      ...(body !== undefined && { body: form ? body : JSON.stringify(body) }),
    })
    return answer.json()
  }

  async #signIn(): Promise<void> {
    this.#headers = {}
    const credentials = { login: 'admin', password: DEMO_PASSWORD }
    const { data } = await this.call('POST', '/api/auth/tokens', credentials)
    this.#headers = { authorization: `Bearer ${data.token}` }
  }

  #run(args: string[]): ChildProcess {
    return spawn(process.execPath, args, { cwd: ROOT, env: this.#environment, stdio: 'ignore' })
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as AddressInfo
  probe.close()
  return port
}

async function dropDatabase(name: string): Promise<void> {
  const { connection, host, port, user, password } = env.database
  if (connection !== 'mysql') return
  const server = await createConnection({ host, port, user, password })
  await server.query(`drop database if exists \`${name}\``)
  await server.end()
}

const code = (i: number) => `KILL${String(i).padStart(6, '0')}`
const FILTERS = encodeURIComponent(
  JSON.stringify([{ field: 'code', operator: 'startswith', value: 'KILL' }])
)

test.group('kill -9 during an import', () => {
  test('after each restart it goes on where it was, and undo takes all of it back', async ({
    assert,
    cleanup,
  }) => {
    const server = new Server(await freePort())
    cleanup(() => dropDatabase(server.database))
    cleanup(() => server.kill())
    await server.prepare()
    await server.start()

    const lines = Array.from({ length: ROWS }, (_, i) => `${code(i)},妊娠期合并症第${i}种`)
    const form = new FormData()
    form.append('file', new Blob([['code,name', ...lines].join('\n')]), 'kill.csv')
    const fileId = (await server.call('POST', '/api/files', form)).data.id
    const { data } = await server.call('POST', '/api/resources/dictionary.diagnoses/imports', {
      fileId,
      mapping: { code: 'code', name: 'name' },
      mode: 'create',
    })
    const job = () => server.call('GET', `/api/jobs/${data.jobId}`).then((answer) => answer.data)
    const until = async (
      reached: (job: { state: string; done: number; total: number }) => boolean
    ) => {
      for (let tries = 0; tries < 3000; tries++) {
        const present = await job()
        if (reached(present)) return present
        await sleep(20)
      }
      throw new Error('The job did not get there')
    }
    const over = ({ state }: { state: string }) => state !== 'queued' && state !== 'running'
    const total = () =>
      server
        .call(
          'GET',
          `/api/resources/dictionary.diagnoses?filters=${FILTERS}&pageSize=1&total=exact`
        )
        .then((answer) => answer.meta.total)

    let killed = 0
    for (let i = 1; i <= KILLS; i++) {
      const mark = (ROWS * i) / (KILLS + 1)
      const present = await until((at) => over(at) || (at.total > 0 && at.done >= mark))
      if (over(present)) break
      await server.kill()
      killed += 1
      await server.start()
      assert.equal((await total()) % 500, 0, 'only whole batches are there')
    }
    assert.isAbove(killed, 0)

    const finished = await until(over)
    assert.equal(finished.state, 'done', JSON.stringify(finished))
    assert.deepInclude(finished.result, { created: ROWS, updated: 0, unchanged: 0 })
    assert.equal(await total(), ROWS)

    const { data: lastPage } = await server.call(
      'GET',
      `/api/resources/dictionary.diagnoses?filters=${FILTERS}&pageSize=1&page=${ROWS}`
    )
    const revisions = await server.call(
      'GET',
      `/api/resources/dictionary.diagnoses/${lastPage[0].id}/revisions`
    )
    assert.lengthOf(revisions.data, 1)

    await server.call('POST', `/api/jobs/${data.jobId}/undo`)
    await sleep(200)
    await server.kill()
    await server.start()
    const undone = await until(over)
    assert.equal(undone.state, 'undone')
    assert.deepInclude(undone.result, { removed: ROWS, conflicts: 0 })
    assert.equal(await total(), 0)
  }).timeout(600_000)
})
