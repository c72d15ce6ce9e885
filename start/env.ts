/** The environment, checked once: a bad value stops the start with one clear line. */
import { Env } from '@adonisjs/core/env'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { APP_ROOT } from './app.ts'
import { RefusalToStart } from './refusal_to_start.ts'
import { readKey } from '#app/secrets/keys.ts'

const rules = {
  NODE_ENV: Env.schema.enum.optional(['development', 'production', 'test'] as const),
  HOST: Env.schema.string.optional({ format: 'host' }),
  PORT: Env.schema.number.optional(),
  APP_URL: Env.schema.string.optional({ format: 'url', tld: false }),
  APP_KEY: Env.schema.string.optional(),
  LOG_LEVEL: Env.schema.enum.optional([
    'fatal',
    'error',
    'warn',
    'info',
    'debug',
    'trace',
    'silent',
  ] as const),
  DB_CONNECTION: Env.schema.enum.optional(['sqlite', 'mysql'] as const),
  DB_HOST: Env.schema.string.optional({ format: 'host' }),
  DB_PORT: Env.schema.number.optional(),
  DB_USER: Env.schema.string.optional(),
  DB_PASSWORD: Env.schema.string.optional(),
  DB_DATABASE: Env.schema.string.optional(),
  REDIS_URL: Env.schema.string.optional(),
  ROLE: Env.schema.enum.optional(['all', 'web', 'jobs'] as const),
  STORAGE_PATH: Env.schema.string.optional(),
  METRICS_TOKEN: Env.schema.string.optional(),
  DEMO: Env.schema.boolean.optional(),
  SIMULATORS: Env.schema.boolean.optional(),
}
const raw = await Env.create(APP_ROOT, rules).catch((error: Error & { help?: string }) => {
  const problems = (error.help ?? error.message).split('\n').map((line) => line.replace(/^- /, ''))
  throw new RefusalToStart(`The environment is wrong: ${problems.join('; ')}`)
})

const storagePath = resolve(fileURLToPath(APP_ROOT), raw.get('STORAGE_PATH', 'storage'))
const demo = raw.get('DEMO', false)
const port = raw.get('PORT', 3333)

function appKey(): string {
  try {
    return readKey(storagePath, 'app', { create: demo })
  } catch (error) {
    throw new RefusalToStart((error as Error).message)
  }
}

export const env = {
  mode: raw.get('NODE_ENV', 'production'),
  host: raw.get('HOST', '127.0.0.1'),
  port,
  appUrl: raw.get('APP_URL', `http://localhost:${port}`),
  appKey: raw.get('APP_KEY') ?? appKey(),
  logLevel: raw.get('LOG_LEVEL', 'info'),
  database: {
    connection: raw.get('DB_CONNECTION', 'sqlite'),
    host: raw.get('DB_HOST', '127.0.0.1'),
    port: raw.get('DB_PORT', 3306),
    user: raw.get('DB_USER', 'root'),
    password: raw.get('DB_PASSWORD', ''),
    name: raw.get('DB_DATABASE', 'xinglin'),
  },
  redisUrl: raw.get('REDIS_URL'),
  role: raw.get('ROLE', 'all'),
  storagePath,
  metricsToken: raw.get('METRICS_TOKEN'),
  demo,
  simulators: raw.get('SIMULATORS', false),
} as const

// The framework's server reads these two itself, and would listen on every interface where HOST is not set.
process.env.HOST = env.host
process.env.PORT = String(env.port)
