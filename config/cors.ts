import { defineConfig } from '@adonisjs/cors'
import { env } from '../start/env.ts'

export default defineConfig({
  enabled: true,
  origin: [new URL(env.appUrl).origin],
  methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
  headers: true,
  exposeHeaders: ['ETag', 'Retry-After'],
  credentials: true,
  maxAge: 600,
})
