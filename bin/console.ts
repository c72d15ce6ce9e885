import { Ignitor, prettyPrintError } from '@adonisjs/core'
import '../start/process.ts'
import { APP_ROOT, importer } from '../start/app.ts'

try {
  await new Ignitor(APP_ROOT, { importer }).ace().handle(process.argv.slice(2))
} catch (error) {
  process.exitCode = 1
  await prettyPrintError(error)
}
