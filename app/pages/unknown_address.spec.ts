import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import app from '@adonisjs/core/services/app'
import { test } from '@japa/runner'

const HTML = 'text/html,application/xhtml+xml'
const ask = (path: string, accept: string) =>
  fetch(process.env.APP_URL! + path, { headers: { accept, connection: 'close' } })

test.group('An address that nothing answers', (group) => {
  group.setup(async () => {
    const built = await mkdtemp(join(tmpdir(), 'xinglin-built-'))
    await mkdir(join(built, 'assets'))
    await writeFile(join(built, 'index.html'), '<div id="root"></div>')
    const before = app.config.get('app.adminBuild')
    app.config.set('app.adminBuild', built)
    return async () => {
      app.config.set('app.adminBuild', before)
      await rm(built, { recursive: true })
    }
  })

  test('is the shell for a person, which says so, and still not found', async ({ assert }) => {
    for (const path of ['/nowhere', '/r', '/a/b/c']) {
      const answer = await ask(path, HTML)
      assert.equal(answer.status, 404, path)
      assert.include(await answer.text(), '<div id="root">', path)
      assert.include(answer.headers.get('content-security-policy')!, 'nonce-')
    }
  })

  test('is a refusal for a program, a call and a file', async ({ assert }) => {
    for (const [path, accept] of [
      ['/nowhere', 'application/json'],
      ['/api/nothing', HTML],
      ['/nothing.js', HTML],
      ['/assets/gone-1a2b.js', '*/*'],
      ['/installed/nothing/admin', HTML],
    ] as const) {
      const answer = await ask(path, accept)
      assert.equal(answer.status, 404, path)
      assert.include(await answer.text(), '"E_NOT_FOUND"', path)
    }
  })
})
