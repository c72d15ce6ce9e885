/** Runs Japa suites in this process against one fresh database. `node bin/test.ts [unit|functional|browser|faults]` */
process.env.NODE_ENV = 'test'
process.env.LOG_LEVEL ??= 'fatal'

const { mkdtempSync } = await import('node:fs')
const { tmpdir } = await import('node:os')
const { join } = await import('node:path')

process.env.STORAGE_PATH ??= mkdtempSync(join(tmpdir(), 'xinglin-test-'))
process.env.DB_DATABASE ??= `xinglin_test_${process.pid}`
process.env.DEMO ??= 'true'
process.env.HOST ??= '127.0.0.1'
process.env.PORT ??= String(20_000 + (process.pid % 20_000))
process.env.APP_URL ??= `http://127.0.0.1:${process.env.PORT}`

await import('../start/process.ts')
const { Ignitor, prettyPrintError } = await import('@adonisjs/core')
const { configure, processCLIArgs, run } = await import('@japa/runner')
const { APP_ROOT, importer } = await import('../start/app.ts')

try {
  await new Ignitor(APP_ROOT, { importer })
    .tap((app) => {
      app.initiating(async () => {
        const { createDatabase } = await import('#app/system/create_database.ts')
        const { env } = await import('../start/env.ts')
        await createDatabase(env.database, env.storagePath)
      })
    })
    .testRunner()
    .configure(async (app) => {
      const { configureSuite, plugins, runnerHooks } = await import('#tests/bootstrap.ts')
      processCLIArgs(process.argv.slice(2))
      configure({ ...app.rcFile.tests, plugins, ...runnerHooks, configureSuite })
    })
    .run(() => run())
} catch (error) {
  process.exitCode = 1
  await prettyPrintError(error)
}
