import { defineConfig } from '@adonisjs/core/http'
import { Secret } from '@adonisjs/core/helpers'
import { env } from '../start/env.ts'

export const appKey = new Secret(env.appKey)
export const appUrl = env.appUrl
export const demo = env.demo

export const http = defineConfig({
  generateRequestId: true,
  allowMethodSpoofing: false,
  useAsyncLocalStorage: false,
  trustProxy: (address) =>
    address === '127.0.0.1' || address === '::1' || address === '::ffff:127.0.0.1',
  // A comma belongs to the value: `filters=[{…},{…}]` is one text, however a client escapes it.
  qs: { parse: { comma: false } },
  cookie: {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: env.appUrl.startsWith('https:'),
  },
})
