/** The product as it runs in a hospital, on one of its databases, and the person who asks it. */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createConnection } from 'mysql2/promise'
import { DATABASE, PERSON, PORTS } from './settings.ts'
import { run, startServer, type Environment, type Server } from './processes.ts'

export interface Product {
  server: Server
  /** The person's own department, whose drugs they see. */
  department: string
  headers: Record<string, string>
}

function environment(connection: 'mysql' | 'sqlite'): Environment {
  return {
    NODE_ENV: 'production',
    DEMO: 'false',
    LOG_LEVEL: 'error',
    HOST: '127.0.0.1',
    PORT: String(PORTS.product),
    APP_URL: `http://127.0.0.1:${PORTS.product}`,
    APP_KEY: 'a key for a bench, which keeps no secret',
    STORAGE_PATH:
      process.env.BENCH_KEEP ?? mkdtempSync(join(tmpdir(), `xinglin-bench-${connection}-`)),
    DB_CONNECTION: connection,
    DB_HOST: DATABASE.host,
    DB_PORT: String(DATABASE.port),
    DB_USER: DATABASE.user,
    DB_PASSWORD: DATABASE.password,
    DB_DATABASE: DATABASE.name,
  }
}

/** A fresh database, filled; `BENCH_KEEP=<folder>` takes one that is there. SQLite gets the list of diagnoses alone. */
export async function startProduct(connection: 'mysql' | 'sqlite'): Promise<Product> {
  const env = environment(connection)
  if (connection === 'mysql' && !process.env.BENCH_KEEP) await dropDatabase()
  const { department } = await run<{ department: string }>('bench/seed.ts', {}, env)
  const server = await startServer('bin/worker.ts', PORTS.product, env, '/health/ready')
  return { server, department, headers: await signIn(server) }
}

export async function dropDatabase(): Promise<void> {
  const { name, ...account } = DATABASE
  const connection = await createConnection(account)
  await connection.query(`drop database if exists \`${name}\``)
  await connection.end()
}

async function signIn(server: Server): Promise<Record<string, string>> {
  const response = await fetch(`${server.url}/api/auth/tokens`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'connection': 'close' },
    body: JSON.stringify(PERSON),
  })
  const body = (await response.json()) as { data?: { token: string } }
  if (!body.data) throw new Error(`sign-in failed: ${JSON.stringify(body)}`)
  return { authorization: `Bearer ${body.data.token}` }
}
