/** An installation whose admin has not been built, or is built anew while it runs. */
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import app from '@adonisjs/core/services/app'
import { test } from '@japa/runner'
import { clientOf } from '#tests/people.ts'

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(process.env.APP_URL + path, { headers: { connection: 'close', ...headers } })

test.group('Without a built admin', (group) => {
  group.each.setup(() => {
    const before = app.config.get('app.adminBuild')
    app.config.set('app.adminBuild', app.makePath('build', 'nothing'))
    return () => app.config.set('app.adminBuild', before)
  })

  test('pages say which command builds it', async ({ assert }) => {
    const chinese = await get('/login')
    assert.equal(chinese.status, 503)
    assert.equal(chinese.headers.get('content-type'), 'text/plain; charset=utf-8')
    const text = await chinese.text()
    assert.include(text, '管理界面尚未构建')
    assert.include(text, 'npm run build')
    const english = await (await get('/', { 'accept-language': 'en' })).text()
    assert.include(english, 'The admin has not been built')
    assert.notInclude(english, app.makePath())
  })

  test('health and the API answer as ever, and assets are not found', async ({ assert }) => {
    assert.equal((await get('/health/live')).status, 200)
    assert.equal((await get('/assets/anything.js')).status, 404)
    const admin = await clientOf('admin')
    assert.equal((await admin('GET', '/api/resources/dictionary.drugs')).status, 200)
  })
})

test.group('With an admin that is built anew', (group) => {
  let folder: string
  let time = 1_700_000_000
  const build = (name: string) => {
    const assets = join(folder, 'assets')
    rmSync(assets, { recursive: true, force: true })
    mkdirSync(assets, { recursive: true })
    writeFileSync(join(assets, `${name}.js`), name)
    writeFileSync(join(folder, 'login.html'), `<script src="/assets/${name}.js"></script>`)
    // Two builds of a test may lie within one tick of the file system's clock.
    utimesSync(assets, ++time, time)
  }

  group.each.setup(() => {
    const before = app.config.get('app.adminBuild')
    folder = mkdtempSync(join(tmpdir(), 'xinglin-admin-'))
    app.config.set('app.adminBuild', folder)
    return () => {
      app.config.set('app.adminBuild', before)
      rmSync(folder, { recursive: true })
    }
  })

  test('pages and assets are those of the last build', async ({ assert }) => {
    for (const [name, former] of [
      ['first', 'none'],
      ['second', 'first'],
    ] as const) {
      build(name)
      assert.include(await (await get('/login')).text(), `/assets/${name}.js`)
      assert.equal(await (await get(`/assets/${name}.js`)).text(), name)
      assert.equal((await get(`/assets/${former}.js`)).status, 404)
    }
  })
})
