import { gzipSync } from 'node:zlib'
import { test } from '@japa/runner'
import { clientOf, makePerson, makeRole, send, type Client } from '#tests/people.ts'

const DRUGS = '/api/resources/dictionary.drugs'

async function drug(admin: Client, values: Record<string, unknown> = {}) {
  const code = `T${Date.now()}${Math.floor(Math.random() * 1e6)}`
  const made = await admin('POST', DRUGS, {
    code,
    genericName: '试验药',
    kind: 'western',
    price: 1250,
    ...values,
  })
  if (made.status !== 201) throw new Error(JSON.stringify(made.body))
  return made.body.data as Record<string, unknown> & { id: string; version: number }
}

test.group('Resources over HTTP', () => {
  test('nobody signed in gets 401, whether or not the resource exists', async ({ assert }) => {
    for (const path of [DRUGS, '/api/resources/nothing.here', `${DRUGS}/x`]) {
      const answer = await send('GET', path)
      assert.equal(answer.status, 401)
      assert.equal(answer.body.errors[0].code, 'E_UNAUTHENTICATED')
    }
  })

  test('who may only pick finds by the search fields of the grant, and by no others', async ({
    assert,
  }) => {
    const admin = await clientOf('admin')
    const DIAGNOSES = '/api/resources/dictionary.diagnoses'
    const code = `Q${Date.now().toString().slice(-8)}`
    await admin('POST', DIAGNOSES, { code, name: '试验诊断', category: `分类${code}` })
    let n = 0
    const picks = async (readFields: string | string[]) => {
      n += 1
      const role = await makeRole(admin, `Picks ${code} ${n}`, [
        { resource: 'dictionary.diagnoses', action: 'pick', readFields },
      ])
      const { login } = await makePerson(admin, `picker.${code}.${n}`.toLowerCase(), [role])
      const person = await clientOf(login)
      return (query: Record<string, unknown>) =>
        person('POST', `${DIAGNOSES}/query`, { as: 'options', ...query })
    }
    const byCode = await picks(['name', 'code'])
    const found = await byCode({ search: code.toLowerCase() })
    assert.deepEqual(
      found.body.data.map((row: object) => ({ ...row, id: '' })),
      [{ id: '', version: 1, name: '试验诊断' }]
    )
    const byName = await picks(['name'])
    assert.lengthOf((await byName({ search: code })).body.data, 0)
    assert.isAbove((await byName({ search: 'syzd' })).body.data.length, 0)
    const byAll = await picks('*')
    assert.lengthOf((await byAll({ search: code })).body.data, 1)
    const byCategory = [{ field: 'category', operator: 'eq', value: `分类${code}` }]
    assert.equal((await byAll({ filters: byCategory })).status, 400)
  })

  test('a role without any grant sees a resource that does not exist', async ({ assert }) => {
    const patient = await clientOf('patient')
    const hidden = await patient('GET', DRUGS)
    const absent = await patient('GET', '/api/resources/nothing.here')
    assert.equal(hidden.status, 404)
    assert.deepEqual(hidden.body, absent.body)
  })

  test('creates, reads back, updates, refuses a stale version, deletes and restores from the bin', async ({
    assert,
  }) => {
    const admin = await clientOf('admin')
    const made = await drug(admin, { tradeName: ' 好药 ' })
    assert.equal(made.tradeName, '好药')
    assert.equal((await admin('GET', `${DRUGS}/${made.id}`)).body.data.price, 1250)

    const changed = await admin('PATCH', `${DRUGS}/${made.id}`, {
      price: 990,
      version: made.version,
    })
    assert.equal(changed.body.data.version, made.version + 1)
    const same = await admin('PATCH', `${DRUGS}/${made.id}`, {
      price: 990,
      version: made.version + 1,
    })
    assert.equal(same.body.data.version, made.version + 1, 'no change, no version')
    const stale = await admin('PATCH', `${DRUGS}/${made.id}`, { price: 1, version: made.version })
    assert.equal(stale.status, 409)
    assert.equal(stale.body.errors[0].meta.record.price, 990)

    assert.equal((await admin('DELETE', `${DRUGS}/${made.id}`)).status, 204)
    assert.equal((await admin('GET', `${DRUGS}/${made.id}`)).status, 404)
    // The key of a deleted record is free again, and then a restore is a conflict.
    const twin = await drug(admin, { code: made.code })
    assert.equal((await admin('POST', `${DRUGS}/${made.id}/restore`)).status, 409)
    await admin('DELETE', `${DRUGS}/${twin.id}`)
    assert.equal((await admin('POST', `${DRUGS}/${made.id}/restore`)).status, 200)
    const history = (await admin('GET', `${DRUGS}/${made.id}/revisions`)).body.data
    assert.deepEqual(
      history.map((line: { n: number; action: string }) => [line.n, line.action]),
      [
        [4, 'restore'],
        [3, 'delete'],
        [2, 'update'],
        [1, 'create'],
      ]
    )
    assert.deepEqual([history[2].before, history[2].after], [{ price: 1250 }, { price: 990 }])
    assert.equal(history[2].by.label, '系统管理员')
  })

  test('names every problem of an input at once', async ({ assert }) => {
    const admin = await clientOf('admin')
    const answer = await admin('POST', DRUGS, {
      genericName: '',
      price: '12',
      packSize: 0,
      kind: 'magic',
      nonsense: 1,
      id: 'x',
    })
    assert.equal(answer.status, 422)
    const found = Object.fromEntries(
      answer.body.errors.map((item: { field: string; code: string }) => [item.field, item.code])
    )
    assert.deepInclude(found, {
      code: 'E_REQUIRED',
      genericName: 'E_REQUIRED',
      price: 'E_TYPE',
      packSize: 'E_RANGE',
      kind: 'E_INVALID',
      nonsense: 'E_UNKNOWN_FIELD',
      id: 'E_UNKNOWN_FIELD',
    })
  })

  test('refuses nonsense in a query, the same for a field that is missing and one that is not granted', async ({
    assert,
  }) => {
    const admin = await clientOf('admin')
    const role = await makeRole(admin, `look-${Date.now()}`, [
      { resource: 'dictionary.drugs', action: 'list', readFields: ['code', 'genericName'] },
    ])
    const person = await makePerson(admin, `look${Date.now()}`, [role])
    const looker = await clientOf(person.login)
    const filter = (field: string) =>
      looker('POST', `${DRUGS}/query`, { filters: [{ field, operator: 'null' }] })
    const [secret, absent] = [await filter('price'), await filter('prica')]
    assert.equal(secret.status, 400)
    assert.equal(secret.body.errors[0].code, absent.body.errors[0].code)
    for (const query of [
      { sorters: [{ field: 'price', order: 'asc' }] },
      { fields: ['price'] },
      { sorters: [{ field: 'code; drop table', order: 'asc' }] },
      { filters: [{ field: 'code', operator: 'eq', value: 0 }] },
      { filters: [{ field: 'id', operator: 'eq', value: '1abc' }] },
      { pageSize: 501 },
      { page: 'abc' },
      { as: 'constructor' },
    ]) {
      assert.equal(
        (await looker('POST', `${DRUGS}/query`, query)).status,
        400,
        JSON.stringify(query)
      )
    }
    const rows = (await looker('GET', `${DRUGS}?pageSize=5`)).body.data
    for (const row of rows)
      assert.deepEqual(Object.keys(row).sort(), ['code', 'genericName', 'id', 'version'])
  })

  test('a body that is not what its headers say is refused, and so is one that unpacks to too much', async ({
    assert,
  }) => {
    const { body } = await send('POST', '/api/auth/tokens', {
      login: 'admin',
      password: 'xinglin-demo-2026',
    })
    const packed = async (content: Uint8Array<ArrayBuffer> | string) => {
      const answer = await fetch(`${process.env.APP_URL}${DRUGS}/query`, {
        method: 'POST',
        headers: {
          'authorization': `Bearer ${body.data.token}`,
          'content-type': 'application/json',
          'content-encoding': 'gzip',
          'connection': 'close',
        },
        body: content,
      })
      const said = (await answer.json()) as { errors?: { code: string }[] }
      return [answer.status, said.errors?.[0]?.code]
    }
    const zipped = (text: string) => Uint8Array.from(gzipSync(text))
    assert.deepEqual(await packed(zipped('{"pageSize":1}')), [200, undefined])
    assert.deepEqual(await packed('{"pageSize":1}'), [400, 'E_MALFORMED'])
    assert.deepEqual(await packed(zipped('{"pageSize":1}').slice(0, 15)), [400, 'E_MALFORMED'])
    const bomb = zipped(`{"search":"${'a'.repeat(100_000_000)}"}`)
    assert.isBelow(bomb.length, 200_000)
    assert.deepEqual(await packed(bomb), [413, 'E_TOO_LARGE'])
    assert.equal((await send('GET', '/health/live')).status, 200)
  })

  test('finds a drug by characters, pinyin, initials and code', async ({ assert }) => {
    const admin = await clientOf('admin')
    for (const text of ['叶酸', 'yesuan', 'ysp', 'yp0001', 'YP0001']) {
      const found = await admin('POST', `${DRUGS}/query`, { search: text })
      assert.include(
        found.body.data.map((row: { code: string }) => row.code),
        'YP0001',
        text
      )
    }
  })

  test('of fifty updates on one version exactly one wins', async ({ assert }) => {
    const admin = await clientOf('admin')
    const made = await drug(admin)
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, i) =>
        admin('PATCH', `${DRUGS}/${made.id}`, { price: i + 1, version: made.version })
      )
    )
    assert.equal(answers.filter(({ status }) => status === 200).length, 1)
    assert.equal(answers.filter(({ status }) => status === 409).length, 49)
  })

  test('an Idempotency-Key makes one record however often it is sent', async ({ assert }) => {
    const { body } = await send('POST', '/api/auth/tokens', {
      login: 'admin',
      password: 'xinglin-demo-2026',
    })
    const headers = {
      'authorization': `Bearer ${body.data.token}`,
      'idempotency-key': `key-${Date.now()}`,
    }
    const record = { code: `K${Date.now()}`, genericName: '幂等', kind: 'western' }
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => send('POST', DRUGS, record, headers))
    )
    assert.deepEqual([...new Set(answers.map(({ status }) => status))], [201])
    assert.equal(new Set(answers.map((answer) => answer.body.data.id)).size, 1)
    assert.equal(
      (await send('POST', DRUGS, { ...record, genericName: '别的' }, headers)).status,
      422
    )
  })

  test('bulk is all or nothing, and an empty list touches nothing', async ({ assert }) => {
    const admin = await clientOf('admin')
    const [a, b] = [await drug(admin), await drug(admin)]
    const half = await admin('POST', `${DRUGS}/bulk`, {
      action: 'update',
      items: [
        { id: a.id, version: a.version, data: { price: 1 } },
        { id: b.id, version: 99, data: { price: 1 } },
      ],
    })
    assert.equal(half.status, 409)
    assert.equal((await admin('GET', `${DRUGS}/${a.id}`)).body.data.price, 1250)
    const before = (await admin('GET', `${DRUGS}?total=exact`)).body.meta.total
    assert.equal((await admin('POST', `${DRUGS}/bulk`, { action: 'delete', ids: [] })).status, 200)
    assert.equal(
      (await admin('POST', `${DRUGS}/bulk`, { action: 'delete', ids: null })).status,
      422
    )
    assert.equal((await admin('GET', `${DRUGS}?total=exact`)).body.meta.total, before)
  })

  test('deletes only what is as it was read, where the version says so, and names what is not', async ({
    assert,
  }) => {
    const admin = await clientOf('admin')
    const [a, b, c] = [await drug(admin), await drug(admin), await drug(admin)]
    for (const { id, version } of [a, c])
      await admin('PATCH', `${DRUGS}/${id}`, { version, price: 99 })
    const all = [a, b, c].map(({ id, version }) => ({ id, version }))
    for (const [part, body] of [
      ['ids', { action: 'delete', ids: all }],
      ['delete', { action: 'write', delete: all }],
    ] as const) {
      const { status, body: answer } = await admin('POST', `${DRUGS}/bulk`, body)
      assert.equal(status, 409)
      assert.deepEqual(
        answer.errors.map(({ code, field }: { code: string; field: string }) => [code, field]),
        [
          ['E_STALE_VERSION', `${part}.0`],
          ['E_STALE_VERSION', `${part}.2`],
        ]
      )
      assert.equal(answer.errors[0].meta.record.price, 99)
    }
    assert.equal((await admin('GET', `${DRUGS}/${b.id}`)).status, 200)
    for (const entry of [{ id: b.id }, { version: 1 }, { id: b.id, version: '1' }, null, [b.id]])
      assert.include(
        [404, 422],
        (await admin('POST', `${DRUGS}/bulk`, { action: 'delete', ids: [entry] })).status
      )

    const { body: token } = await send('POST', '/api/auth/tokens', {
      login: 'admin',
      password: 'xinglin-demo-2026',
    })
    const authorization = `Bearer ${token.data.token}`
    const deleteAt = (match: string) =>
      send('DELETE', `${DRUGS}/${a.id}`, undefined, { authorization, 'if-match': match })
    assert.equal((await deleteAt('"1"')).status, 409)
    assert.equal((await deleteAt('nonsense')).status, 422)
    assert.equal((await deleteAt('"2"')).status, 204)
    const present = [{ id: b.id, version: 1 }, c.id]
    assert.equal(
      (await admin('POST', `${DRUGS}/bulk`, { action: 'delete', ids: present })).status,
      200
    )
    for (const { id } of [a, b, c]) assert.equal((await admin('GET', `${DRUGS}/${id}`)).status, 404)
  })

  test('one bulk write deletes, changes and makes together, or does none of it', async ({
    assert,
  }) => {
    const admin = await clientOf('admin')
    const [gone, kept] = [await drug(admin), await drug(admin)]
    const write = (version: number) =>
      admin('POST', `${DRUGS}/bulk`, {
        action: 'write',
        // The new one takes the code of the one that goes.
        create: [{ code: gone.code, genericName: '新药', kind: 'western', price: 1 }],
        update: [{ id: kept.id, version, data: { price: 7 } }],
        delete: [gone.id],
      })
    const stale = await write(99)
    assert.equal(stale.status, 409)
    assert.equal(stale.body.errors[0].field, 'update.0')
    assert.equal((await admin('GET', `${DRUGS}/${gone.id}`)).status, 200)
    const done = await write(kept.version)
    assert.equal(done.status, 200)
    assert.lengthOf(done.body.data, 2)
    assert.equal((await admin('GET', `${DRUGS}/${gone.id}`)).status, 404)
    assert.equal((await admin('GET', `${DRUGS}/${kept.id}`)).body.data.price, 7)
    const many = Array.from({ length: 300 }, () => ({}))
    const both = { action: 'write', create: many, update: many }
    assert.equal((await admin('POST', `${DRUGS}/bulk`, both)).status, 422)
  })

  test('a part of a bulk write that was not granted refuses the whole', async ({ assert }) => {
    const admin = await clientOf('admin')
    const { id } = await drug(admin)
    const role = await makeRole(admin, 'bulk-makers', [
      { resource: 'dictionary.drugs', action: 'create' },
      { resource: 'dictionary.drugs', action: 'list' },
    ])
    await makePerson(admin, 'bulk-maker', [role])
    const maker = await clientOf('bulk-maker')
    const code = `T${Date.now()}`
    const create = [{ code, genericName: '试验药', kind: 'western', price: 1 }]
    const refused = await maker('POST', `${DRUGS}/bulk`, { action: 'write', create, delete: [id] })
    assert.equal(refused.status, 403)
    const found = await admin('GET', `${DRUGS}?search=${code}`)
    assert.lengthOf(found.body.data, 0)
    assert.equal((await maker('POST', `${DRUGS}/bulk`, { action: 'write', create })).status, 200)
  })
})
