import { createConnection } from 'mysql2/promise'
import { env } from '../start/env.ts'

/** Takes the run's own MySQL database away; the SQLite file lies in a temporary folder. */
export async function dropTestDatabase(): Promise<void> {
  const { connection, host, port, user, password, name } = env.database
  if (connection !== 'mysql' || !name.startsWith('xinglin_test_')) return
  const server = await createConnection({ host, port, user, password })
  await server.query(`drop database if exists \`${name}\``)
  await server.end()
}
