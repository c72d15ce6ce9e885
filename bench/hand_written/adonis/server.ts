/** Baseline B: an AdonisJS controller with Lucid's query builder, and as little beside it as the framework allows. */
import { Ignitor, prettyPrintError } from '@adonisjs/core'
import { PORTS } from '../../settings.ts'
import rc from './adonisrc.ts'

process.env.TZ = 'UTC'
process.env.HOST = '127.0.0.1'
process.env.PORT = String(PORTS.adonis)

const root = new URL('./', import.meta.url)
const importer = (path: string) => import(path.startsWith('.') ? new URL(path, root).href : path)

try {
  await new Ignitor(root, { importer })
    .tap((app) => {
      app.rcContents(rc)
      app.listen('SIGTERM', () => app.terminate())
    })
    .httpServer()
    .start()
} catch (error) {
  await prettyPrintError(error)
  process.exit(1)
}
