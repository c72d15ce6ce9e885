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
      transport: { targets: [readable ? targets.pretty() : targets.file({ destination: 1 })] },
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
