/** Health is told to everybody and soon, also while the database is away; a broken address is refused like anything else. */
import { spawn } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import app from '@adonisjs/core/services/app'
import { test } from '@japa/runner'
import { dialect } from '#app/database/store.ts'
import { Passage } from '#tests/passage.ts'
import { send } from '#tests/people.ts'
import { env } from '../../start/env.ts'

test.group('Health', () => {
  test('is told without a session', async ({ assert }) => {
    for (const path of ['/health/live', '/health/ready']) {
      const answer = await send('GET', path)
      assert.equal(answer.status, 200)
      assert.deepEqual(answer.body, { status: 'ok' })
    }
  })

  test('is "not ready" while the database is away, and ready again by itself', async ({
    assert,
    cleanup,
  }) => {
    const way = await Passage.to(env.database.host, env.database.port)
    const port = Number(process.env.PORT) + 1
    const child = spawn(process.execPath, ['bin/worker.ts'], {
      cwd: app.makePath(),
      env: { ...process.env, PORT: String(port), DB_PORT: String(way.port), ROLE: 'web' },
      stdio: 'ignore',
    })
    cleanup(() => {
      child.kill('SIGKILL')
      way.cut()
    })
    const ask = (path: string) => fetch(`http://127.0.0.1:${port}${path}`)
    const until = async (status: number) => {
      for (let tries = 0; tries < 300; tries++) {
        const answer = await ask('/health/ready').catch(() => null)
        if (answer?.status === status) return answer
        await sleep(100)
      }
      throw new Error(`never ${status}`)
    }
    await until(200)
    way.cut()
    const away = await until(503)
    assert.deepEqual(await away.json(), { status: 'unavailable', reason: 'database' })
    assert.equal(away.headers.get('retry-after'), '2')
    assert.equal((await ask('/health/live')).status, 200)
    const refused = await fetch(`http://127.0.0.1:${port}/api/auth/tokens`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ login: 'admin', password: 'x' }),
    })
    assert.equal(refused.status, 503)
    const metrics = await (await ask('/metrics')).text()
    assert.match(metrics, /xinglin_database_up\{[^}]*\} 0/)
    await way.open()
    await until(200)
  }).skip(dialect() === 'sqlite', 'the SQLite file is not away')

  test('an address that is none is refused as JSON', async ({ assert }) => {
    const answer = await send('GET', '/api/resources/%E0%A4%A')
    assert.equal(answer.status, 400)
    assert.equal(answer.body.errors[0].code, 'E_MALFORMED')
  })
})
