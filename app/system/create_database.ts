import { mkdir } from 'node:fs/promises'
import { createConnection } from 'mysql2/promise'

interface Settings {
  connection: 'sqlite' | 'mysql'
  host: string
  port: number
  user: string
  password: string
  name: string
}

/** Makes the folder of the SQLite file, or the MySQL database where the account may. */
export async function createDatabase(database: Settings, storagePath: string): Promise<void> {
  if (database.connection === 'sqlite') {
    await mkdir(storagePath, { recursive: true })
    return
  }
  if (!/^[A-Za-z0-9_]+$/.test(database.name))
    throw new Error('DB_DATABASE may have letters, digits and _ only')
  const { host, port, user, password } = database
  const connection = await createConnection({ host, port, user, password })
  try {
    await connection.query(
      `create database if not exists \`${database.name}\` character set utf8mb4 collate utf8mb4_bin`
    )
  } finally {
    await connection.end()
  }
}
