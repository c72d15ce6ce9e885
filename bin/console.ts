import { Ignitor } from '@adonisjs/core'
import '../start/process.ts'
import { APP_ROOT, importer } from '../start/app.ts'
import { reportFailure } from './report_failure.ts'

try {
  await new Ignitor(APP_ROOT, { importer }).ace().handle(process.argv.slice(2))
} catch (error) {
  process.exitCode = 1
  await reportFailure(error)
}
