import { defineConfig } from '@adonisjs/lucid'
import { CONNECTIONS, DATABASE } from '../../../settings.ts'

const { name: database, ...server } = DATABASE

export default defineConfig({
  connection: 'mysql',
  connections: {
    mysql: {
      client: 'mysql2',
      connection: { ...server, database, charset: 'utf8mb4_bin', timezone: 'Z', dateStrings: true },
      pool: { min: 2, max: CONNECTIONS },
    },
  },
})
