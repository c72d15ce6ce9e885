/** Runs Japa suites in this process against one fresh database. `node bin/test.ts [unit|functional|browser|faults]` */
process.env.NODE_ENV = 'test'
process.env.LOG_LEVEL ??= 'fatal'

const { mkdtempSync } = await import('node:fs')
const { tmpdir } = await import('node:os')
const { join } = await import('node:path')
const { spawnSync } = await import('node:child_process')

process.env.STORAGE_PATH ??= mkdtempSync(join(tmpdir(), 'xinglin-test-'))
process.env.DB_DATABASE ??= `xinglin_test_${process.pid}`
process.env.DEMO ??= 'true'
process.env.HOST ??= '127.0.0.1'
process.env.PORT ??= String(20_000 + (process.pid % 20_000))
process.env.APP_URL ??= `http://127.0.0.1:${process.env.PORT}`

// The application expects a database that is ready, as in life.
const prepared = spawnSync(process.execPath, ['ace.js', 'system:prepare'], {
  stdio: ['ignore', 'ignore', 'inherit'],
})
if (prepared.status !== 0) process.exit(1)

await import('../start/process.ts')
const { Ignitor, prettyPrintError } = await import('@adonisjs/core')
const { configure, processCLIArgs, run } = await import('@japa/runner')
const { APP_ROOT, importer } = await import('../start/app.ts')

try {
  await new Ignitor(APP_ROOT, { importer })
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
