/** Commands as an operator runs them: in a process of their own, beside the server. */
import { spawnSync } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import app from '@adonisjs/core/services/app'
import { test } from '@japa/runner'
import { systemGrant } from '#app/access/grant.ts'
import { name, sql } from '#app/database/sql.ts'
import { row } from '#app/database/store.ts'
import { defineResource } from '#app/resources/define_resource.ts'
import { protect } from '#app/resources/fields/builders.ts'
import { newestKey } from '#app/resources/fields/protected/keys.ts'
import { rotateFields } from '#app/resources/fields/protected/rotate.ts'
import { create } from '#app/resources/operations/create.ts'
import { find } from '#app/resources/operations/find.ts'
import type { Resource } from '#app/resources/resource.ts'
import { makeResources } from './exam_resource.ts'

function ace(args: string[], env: Record<string, string> = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['ace.js', ...args], {
    cwd: app.makePath(),
    env: { ...process.env, ...env },
    encoding: 'utf8',
  })
  return { status, output: stdout + stderr }
}

test.group('Commands', () => {
  test('fields:rotate makes a key that a running server takes up, and loses nothing', async ({
    assert,
  }) => {
    const definition = defineResource('exam.secrets', {
      fields: { mobile: protect({ as: 'mobile', required: true }) },
      title: 'mobile',
    })
    const [secrets] = (await makeResources(definition)) as [Resource]
    const make = async (mobile: string) =>
      (await create(systemGrant(secrets, 'create'), { mobile })).id
    const sealedBy = async (id: string) => {
      const found = await row(sql`select mobile from ${name(secrets.table)} where id = ${id}`)
      return (found!.mobile as string).split('.')[1]
    }
    const shown = async (id: string) => (await find(systemGrant(secrets, 'read'), id)).data.mobile
    const before = await make('13800138000')
    const oldKey = newestKey().id
    assert.equal(await sealedBy(before), oldKey)

    const rotated = ace(['fields:rotate'])
    assert.equal(rotated.status, 0, rotated.output)
    const made = /key (\d{4}) made/.exec(rotated.output)?.[1]
    assert.isAbove(Number(made), Number(oldKey))
    await sleep(1100)
    const after = await make('13900139000')
    assert.equal(await sealedBy(after), made)
    assert.equal(await shown(before), '138****8000')
    // The command's process does not know this exam's resource; what it would have done to it:
    await rotateFields()
    assert.equal(await sealedBy(before), made)
    assert.equal(await shown(before), '138****8000')

    const resumed = ace(['fields:rotate', '--resume'])
    assert.equal(resumed.status, 0, resumed.output)
    assert.notInclude(resumed.output, 'made')
    assert.equal(newestKey().id, made, 'resuming makes no key')
  }).timeout(120_000)

  test('a wrong environment stops the start with one line', ({ assert }) => {
    for (const [env, word] of [
      [{ PORT: 'abc' }, 'PORT'],
      [{ DB_CONNECTION: 'oracle' }, 'DB_CONNECTION'],
      [{ DEMO: 'false', STORAGE_PATH: '/nowhere', APP_KEY: '' }, 'APP_KEY'],
    ] as const) {
      const { status, output } = ace(['system:prepare'], env)
      assert.equal(status, 1)
      assert.lengthOf(output.trim().split('\n'), 1, output)
      assert.include(output, word)
    }
  }).timeout(120_000)
})
