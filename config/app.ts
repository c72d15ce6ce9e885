import type { IncomingMessage, ServerResponse } from 'node:http'
import { defineConfig } from '@adonisjs/core/http'
import { Secret } from '@adonisjs/core/helpers'
import { translate } from '#app/texts/texts.ts'
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
  // The framework's own answer would be plain text.
  onBadUrl: (_request: IncomingMessage, response: ServerResponse) => {
    response.writeHead(400, { 'Content-Type': 'application/json; charset=utf-8' })
    const message = translate('zh-CN', 'errors.E_MALFORMED')
    response.end(JSON.stringify({ errors: [{ code: 'E_MALFORMED', message }] }))
  },
  // A comma belongs to the value: `filters=[{…},{…}]` is one text, however a client escapes it.
  qs: { parse: { comma: false } },
  cookie: {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: env.appUrl.startsWith('https:'),
  },
})
