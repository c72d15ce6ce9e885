import { defineConfig } from '@adonisjs/static'

/** The built admin: names carry a hash, so browsers keep them for good. */
export default defineConfig({
  enabled: true,
  etag: true,
  lastModified: false,
  dotFiles: 'ignore',
  maxAge: '365d',
  immutable: true,
})
