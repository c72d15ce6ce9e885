import { defineConfig } from '@adonisjs/core/bodyparser'

export default defineConfig({
  allowedMethods: ['POST', 'PUT', 'PATCH', 'DELETE'],
  form: {
    types: ['application/x-www-form-urlencoded'],
    limit: '1mb',
    convertEmptyStringsToNull: false,
  },
  json: {
    types: ['application/json'],
    limit: '5mb',
    convertEmptyStringsToNull: false,
    strict: true,
  },
  // Uploads are read by the files' own controller, part by part: the parser's multipart reader is never run.
  multipart: {
    autoProcess: false,
    processManually: [],
    types: ['multipart/form-data'],
    limit: '100mb',
  },
})
