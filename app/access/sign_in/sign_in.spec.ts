import { test } from '@japa/runner'
import { Secret, TOTP } from 'otpauth'
import { sql } from '#app/database/sql.ts'
import { execute, rows } from '#app/database/store.ts'
import { DEMO_PASSWORD } from '#app/system/demo.ts'
import { clientOf, makePerson, send } from '#tests/people.ts'

const login = (name: unknown, password: unknown, headers = {}) =>
  send('POST', '/api/auth/login', { login: name, password }, headers)

function cookiesOf(headers: Headers): Record<string, string> {
  const pairs = headers.getSetCookie().map((line) => line.split(';')[0]!.split('='))
  return Object.fromEntries(pairs.map(([name, ...value]) => [name, value.join('=')]))
}

test.group('POST /api/auth/login', () => {
  test('gives a session cookie that scripts cannot read', async ({ assert }) => {
    const answer = await login('doctor', DEMO_PASSWORD)
    assert.equal(answer.status, 200)
    assert.equal(answer.body.data.user.login, 'doctor')
    const cookie = answer.headers.getSetCookie().find((line) => line.startsWith('xinglin_session='))
    assert.match(cookie!, /HttpOnly/)
    assert.match(cookie!, /SameSite=Lax/)
  })

  test('answers a wrong password, an unknown and a stopped account alike', async ({ assert }) => {
    const admin = await clientOf('admin')
    const { id } = await makePerson(admin, 'stopped-one')
    await admin('PATCH', `/api/resources/core.users/${id}`, { version: 1, status: 'stopped' })
    const answers = [
      await login('doctor2', 'wrong'),
      await login('nobody-here', 'wrong'),
      await login('stopped-one', DEMO_PASSWORD),
    ]
    for (const { status, body } of answers) {
      assert.equal(status, 401)
      assert.deepEqual(body, answers[0]!.body)
      assert.equal(body.errors[0].code, 'E_INVALID_CREDENTIALS')
    }
  })

  test('takes as long for an account that is not there', async ({ assert }) => {
    const times = { there: [] as number[], absent: [] as number[] }
    const fastest = (values: readonly number[]) => Math.min(...values)
    for (let tries = 0; tries < 4; tries++)
      for (const [kind, name] of [
        ['there', 'agent'],
        ['absent', 'nobody-there'],
      ] as const) {
        const start = performance.now()
        assert.equal((await login(name, 'wrong')).status, 401)
        times[kind].push(performance.now() - start)
      }
    const ratio = fastest(times.absent) / fastest(times.there)
    assert.isAbove(ratio, 0.5, JSON.stringify(times))
    assert.isBelow(ratio, 2, JSON.stringify(times))
  })

  test('takes no other letters for a login, and nothing but text for a password', async ({
    assert,
  }) => {
    for (const name of [
      'dóctor2',
      'ｄoctor2',
      'doctor2\u200b',
      'doctor2\0',
      "doctor2' -- ",
      'doctor%',
    ])
      assert.include([401, 422], (await login(name, DEMO_PASSWORD)).status, name)
    for (const password of [0, true, null, { $ne: 1 }, [DEMO_PASSWORD]]) {
      const body = { login: 'doctor2', password }
      assert.equal((await send('POST', '/api/auth/login', body)).status, 422)
    }
    assert.equal((await login(' Doctor2 ', DEMO_PASSWORD)).status, 200)
  })

  test('refuses nonsense with every problem', async ({ assert }) => {
    const answer = await login(0, ['x'])
    assert.equal(answer.status, 422)
    assert.deepEqual(
      answer.body.errors.map(({ field, code }: { field: string; code: string }) => [field, code]),
      [
        ['login', 'E_TYPE'],
        ['password', 'E_TYPE'],
      ]
    )
  })

  test('refuses a page of another origin', async ({ assert }) => {
    const answer = await login('doctor', DEMO_PASSWORD, { origin: 'https://evil.example' })
    assert.equal(answer.status, 403)
    assert.equal(answer.body.errors[0].code, 'E_CSRF')
  })

  test('of many guesses at once no more than five are looked at', async ({ assert }) => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => login('guessed', 'wrong')))
    assert.equal(answers.filter(({ status }) => status === 401).length, 5)
    const blocked = answers.filter(({ status }) => status === 429)
    assert.equal(blocked.length, 15)
    assert.isAbove(Number(blocked[0]!.headers.get('retry-after')), 800)
  })

  test('locks an account that exists as well, even for the right password', async ({ assert }) => {
    await makePerson(await clientOf('admin'), 'locked-one')
    for (let i = 0; i < 5; i++) await login('locked-one', 'wrong')
    assert.equal((await login('Locked-One ', DEMO_PASSWORD)).status, 429)
  })

  test('failures, refusals and sign-ins leave audit lines', async ({ assert }) => {
    await login('audited-nobody', 'wrong')
    await login('doctor', DEMO_PASSWORD)
    const found = await rows(
      sql`select action, detail from core__audit where action like 'sign_in%'`
    )
    assert.isTrue(
      found.some(
        ({ action, detail }) =>
          action === 'sign_in_failed' && String(detail).includes('audited-nobody')
      )
    )
    assert.isTrue(found.some(({ action }) => action === 'sign_in'))
    assert.isTrue(found.some(({ action }) => action === 'sign_in_blocked'))
    assert.isFalse(found.some(({ detail }) => String(detail).includes(DEMO_PASSWORD)))
  })
})

test.group('sessions', () => {
  test('an unsafe request with a cookie must repeat the XSRF token', async ({ assert }) => {
    const { headers } = await login('doctor', DEMO_PASSWORD)
    const cookies = cookiesOf(headers)
    const cookie = `xinglin_session=${cookies.xinglin_session}`
    const read = await send('GET', '/api/auth/me', undefined, { cookie })
    assert.equal(read.status, 200)
    const without = await send('POST', '/api/auth/logout', {}, { cookie })
    assert.equal(without.body.errors[0].code, 'E_CSRF')
    const token = cookies['XSRF-TOKEN']!
    const ended = await send('POST', '/api/auth/logout', {}, { cookie, 'x-xsrf-token': token })
    assert.equal(ended.status, 204)
    assert.equal((await send('GET', '/api/auth/me', undefined, { cookie })).status, 401)
  })

  test('a cookie is no token and nonsense is no session', async ({ assert }) => {
    const { headers } = await login('doctor', DEMO_PASSWORD)
    const secret = cookiesOf(headers).xinglin_session
    for (const authorization of [`Bearer ${secret}`, 'Bearer 0', "Bearer ' or 1=1", ''])
      assert.equal((await send('GET', '/api/auth/me', undefined, { authorization })).status, 401)
  })

  test("one ends one's own sessions and nobody else's", async ({ assert }) => {
    const [doctor, other, admin] = [
      await clientOf('doctor'),
      await clientOf('doctor2'),
      await clientOf('admin'),
    ]
    const { body } = await other('GET', '/api/auth/sessions')
    const target = body.data.find(({ current }: { current: boolean }) => current).id
    assert.equal((await doctor('DELETE', `/api/auth/sessions/${target}`)).status, 404)
    assert.equal((await admin('DELETE', `/api/auth/sessions/${target}`)).status, 404)
    assert.equal((await other('DELETE', `/api/auth/sessions/${target}`)).status, 204)
    assert.equal((await other('GET', '/api/auth/me')).status, 401)
  })

  test('a browser left alone for half an hour is signed out', async ({ assert }) => {
    const { headers } = await login('pharmacist', DEMO_PASSWORD)
    const cookie = `xinglin_session=${cookiesOf(headers).xinglin_session}`
    await execute(
      sql`update core__sessions set last_seen_at = ${'2020-01-01 00:00:00.000'} where kind = 'cookie'`
    )
    assert.equal((await send('GET', '/api/auth/me', undefined, { cookie })).status, 401)
  })

  test('stopping an account ends its sessions at once', async ({ assert }) => {
    const admin = await clientOf('admin')
    const { id } = await makePerson(admin, 'soon-stopped')
    const client = await clientOf('soon-stopped')
    assert.equal((await client('GET', '/api/auth/me')).status, 200)
    await admin('PATCH', `/api/resources/core.users/${id}`, { version: 1, status: 'stopped' })
    assert.equal((await client('GET', '/api/auth/me')).status, 401)
  })
})

test.group('passwords', () => {
  test('a new password must be good, and ends the other sessions', async ({ assert }) => {
    await makePerson(await clientOf('admin'), 'changes-password')
    const [here, there] = [await clientOf('changes-password'), await clientOf('changes-password')]
    const set = (current: string, password: string) =>
      here('PUT', '/api/auth/password', { current, password })
    assert.equal((await set('wrong', 'Another-1-here')).body.errors[0].field, 'current')
    const weak = await set(DEMO_PASSWORD, 'short')
    assert.equal(weak.status, 422)
    assert.deepEqual(weak.body.errors[0].meta.missing, ['length', 'classes'])
    assert.equal((await set(DEMO_PASSWORD, 'Another-1-here')).status, 204)
    assert.equal((await here('GET', '/api/auth/me')).status, 200)
    assert.equal((await there('GET', '/api/auth/me')).status, 401)
  })

  test('the policy also holds where an administrator sets one', async ({ assert }) => {
    const admin = await clientOf('admin')
    for (const password of ['short', 'alllowercaseletters', 'Has-policy-user-1']) {
      const answer = await admin('POST', '/api/resources/core.users', {
        login: 'policy-user',
        name: 'x',
        password,
      })
      assert.equal(answer.body.errors[0].code, 'E_WEAK_PASSWORD', password)
    }
  })

  test('an account that must choose a new password gets no session before', async ({ assert }) => {
    const admin = await clientOf('admin')
    const { id } = await makePerson(admin, 'must-change')
    await admin('PATCH', `/api/resources/core.users/${id}`, {
      version: 1,
      mustChangePassword: true,
    })
    const { body } = await login('must-change', DEMO_PASSWORD)
    assert.equal(body.data.next, 'password')
    assert.notProperty(body.data, 'user')
    const next = (password: string) =>
      send('POST', '/api/auth/continue', { ticket: body.data.ticket, password })
    assert.equal((await next('short')).status, 422)
    assert.equal((await next(DEMO_PASSWORD)).body.errors[0].meta.reason, 'samePassword')
    const together = await Promise.all(
      ['A-new-one-2026', 'A-new-one-2026', 'Another-one-2026'].map(next)
    )
    const won = together.filter(({ status }) => status === 200)
    assert.lengthOf(won, 1, 'a ticket is good for one new password')
    assert.equal(won[0]!.body.data.user.login, 'must-change')
    assert.equal((await next('A-second-one-2026')).status, 401)
    const signsIn = await Promise.all(
      ['A-new-one-2026', 'Another-one-2026'].map((password) => login('must-change', password))
    )
    assert.lengthOf(
      signsIn.filter(({ status }) => status === 200),
      1
    )
  })

  test('a password given by somebody else, in whatever way, is good for choosing another', async ({
    assert,
  }) => {
    const admin = await clientOf('admin')
    const demand = (value: boolean) =>
      admin('PUT', '/api/settings/security.changeGivenPassword', { value })
    const users = '/api/resources/core.users'
    const account = (name: string) => ({ login: name, name, password: DEMO_PASSWORD })
    const nextOf = async (name: string, password = DEMO_PASSWORD) =>
      (await login(name, password)).body.data.next
    assert.equal((await demand(true)).status, 200)
    try {
      const made = await admin('POST', users, account('given-one'))
      assert.equal(made.status, 201)
      await admin('POST', users, { ...account('given-two'), mustChangePassword: false })
      await admin('POST', `${users}/bulk`, { action: 'create', items: [account('given-three')] })
      for (const name of ['given-one', 'given-two', 'given-three'])
        assert.equal(await nextOf(name), 'password', name)

      const { ticket } = (await login('given-one', DEMO_PASSWORD)).body.data
      const chosen = await send('POST', '/api/auth/continue', { ticket, password: 'My-own-1-now' })
      assert.equal(chosen.body.data.user.login, 'given-one')
      assert.isUndefined(await nextOf('given-one', 'My-own-1-now'))
      const { version } = (await admin('GET', `${users}/${made.body.data.id}`)).body.data
      const reset = { version, password: 'Given-again-1', mustChangePassword: false }
      assert.equal((await admin('PATCH', `${users}/${made.body.data.id}`, reset)).status, 200)
      assert.equal(await nextOf('given-one', 'Given-again-1'), 'password')
    } finally {
      await demand(false)
    }
    await admin('POST', users, account('given-in-the-demo'))
    assert.isUndefined(await nextOf('given-in-the-demo'))
  })
})

test.group('second factor', (group) => {
  group.setup(async () => {
    const admin = await clientOf('admin')
    await admin('PUT', '/api/settings/security.secondFactor', { value: 'offered' })
    return async () => {
      await admin('PUT', '/api/settings/security.secondFactor', { value: 'none' })
    }
  })

  test('a code signs in once', async ({ assert }) => {
    await makePerson(await clientOf('admin'), 'with-codes')
    const client = await clientOf('with-codes')
    const { secret } = (await client('POST', '/api/auth/second-factor')).body.data
    const code = (offset: number) =>
      new TOTP({ secret: Secret.fromBase32(secret) }).generate({
        timestamp: Date.now() + offset * 30_000,
      })
    assert.equal(
      (await client('POST', '/api/auth/second-factor/confirm', { code: code(-1) })).status,
      204
    )
    const stored = await rows(sql`select secret from core__second_factors`)
    assert.isFalse(stored.some((line) => String(line.secret).includes(secret)))

    const { body } = await login('with-codes', DEMO_PASSWORD)
    assert.equal(body.data.next, 'totp')
    const { ticket } = body.data
    const prove = (value: string) => send('POST', '/api/auth/continue', { ticket, code: value })
    assert.equal((await prove(code(0))).body.data.user.login, 'with-codes')
    assert.equal((await prove(code(0))).status, 401)
    assert.equal((await prove('000000')).status, 401)
    assert.equal(
      (await client('DELETE', '/api/auth/second-factor', { password: 'wrong' })).status,
      422
    )
    assert.equal(
      (await client('DELETE', '/api/auth/second-factor', { password: DEMO_PASSWORD })).status,
      204
    )
  })
})
