import { defineConfig, targets } from '@adonisjs/core/logger'
import { env } from '../start/env.ts'

const readable = env.mode !== 'production' || env.demo

export default defineConfig({
  default: 'app',
  loggers: {
    app: {
      enabled: true,
      name: 'xinglin',
      level: env.logLevel,
      // Else to standard output as it is, without a thread between.
      ...(readable && { transport: { targets: [targets.pretty()] } }),
      redact: {
        paths: [
          'password',
          '*.password',
          '*.token',
          '*.secret',
          'req.headers.authorization',
          'req.headers.cookie',
        ],
        censor: '[hidden]',
      },
    },
  },
})
