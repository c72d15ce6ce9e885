/** OpenAPI is valid by an independent judge, true of what the server answers, and tells nobody more than their grants. */
import router from '@adonisjs/core/services/router'
import { Validator } from '@seriousme/openapi-schema-validator'
import { test } from '@japa/runner'
import { SYSTEM_ACTOR } from '#app/access/grant.ts'
import { openApiFor, type OpenApi } from '#app/openapi/document.ts'
import { allFieldTypes } from '#app/resources/fields/registry.ts'
import { allResources } from '#app/resources/registry.ts'
import { clientOf, makePerson, makeRole, send, type Client } from '#tests/people.ts'
import { bearer, ended, upload } from '#tests/transfers.ts'
import { makeResources } from './exam_resource.ts'
import { SAMPLES } from './field_samples.ts'
import { lines, sheets } from './sheet_resources.ts'
import { Judge } from './openapi_judge.ts'

const SHEETS = '/api/resources/openapi.sheets'
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64'
) as Buffer<ArrayBuffer>

async function documentOf(client: Client): Promise<OpenApi> {
  const answer = await client('GET', '/api/openapi.json')
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body))
  return answer.body
}

/** Somebody who may do everything with the exam's resources, and read what they point at. */
async function examiner(): Promise<Client> {
  const admin = await clientOf('admin')
  const all = (resource: string, actions: string[]) =>
    actions.map((action) => ({ resource, action, readFields: '*', writeFields: '*' }))
  const role = await makeRole(admin, `openapi-${Date.now()}`, [
    ...['openapi.sheets', 'openapi.lines'].flatMap((resource) =>
      all(resource, [
        ...['list', 'read', 'pick', 'create', 'update', 'delete', 'restore'],
        ...['export', 'import', 'aggregate', 'reveal'],
      ])
    ),
    ...all('openapi.sheets', ['close']),
    ...all('core.departments', ['list', 'read']),
    ...all('core.audit', ['list', 'read']),
    ...all('core.grants', ['list', 'read']),
    ...all('core.settings', ['list', 'read']),
  ])
  return clientOf((await makePerson(admin, `openapi${Date.now()}`, [role])).login)
}

const inputs = (at: number) =>
  Object.fromEntries(
    Object.entries(SAMPLES).map(([name, { values }]) => [name, values[at % values.length]])
  )

test.group('OpenAPI', (group) => {
  group.setup(async () => {
    await makeResources(sheets, lines)
  })

  test('is OpenAPI 3.1 for an administrator, a doctor, and the system', async ({ assert }) => {
    const documents = [
      await documentOf(await clientOf('admin')),
      await documentOf(await clientOf('doctor')),
      await openApiFor(SYSTEM_ACTOR, 'en'),
    ]
    for (const document of documents) {
      const { valid, errors } = await new Validator().validate(document as never)
      assert.isTrue(valid, JSON.stringify(errors, null, 1)?.slice(0, 2000))
      const ids = Object.values(document.paths).flatMap((path) =>
        Object.values(path).map((each) => (each as { operationId: string }).operationId)
      )
      assert.equal(new Set(ids).size, ids.length, 'every operation has an id of its own')
      assert.notMatch(JSON.stringify(document), /openapi\.(operations|answers|parameters|tags)/)
      for (const [, target] of JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g))
        assert.exists(placeOf(document, target!), target)
    }
  })

  test('has every call of the server, and no other', async ({ assert }) => {
    const document = await openApiFor(SYSTEM_ACTOR, 'zh-CN')
    const documented = new Set(
      Object.entries(document.paths).flatMap(([path, methods]) =>
        Object.keys(methods).map(
          (method) =>
            `${method} ${path
              .replace(/(?<=^\/api\/resources\/)[^/]+/, '{resource}')
              .replace(/(?<=\/transitions\/)\w+/, '{name}')}`
        )
      )
    )
    // The page around the document is no call.
    const pages = new Set(['get /api/docs'])
    const served = Object.values(router.toJSON())
      .flat()
      .filter(({ pattern }) => /^\/(api|health)\//.test(pattern))
      .flatMap(({ pattern, methods }) =>
        methods
          .filter((method) => method !== 'HEAD')
          .map((method) => `${method.toLowerCase()} ${pattern.replace(/:(\w+)/g, '{$1}')}`)
      )
      .filter((call) => !pages.has(call))
    const said = new Set([...documented].map(unnamed))
    const done = new Set(served.map(unnamed))
    assert.deepEqual([...done.difference(said)], [], 'is not in app/openapi')
    assert.deepEqual([...said.difference(done)], [], 'is in app/openapi alone')
  })

  test('answers of every call on a resource with every field type are as it says', async ({
    assert,
  }) => {
    const client = await examiner()
    const judge = new Judge(await documentOf(client))
    const ask = judge.ask.bind(judge, client)
    const [{ id: department }] = (
      await ask('get', '/api/resources/core.departments', {}, { search: '?pageSize=1' })
    ).body.data

    const { headers, login } = await tokenOf(client)
    const file = (await upload(headers, 'needed\na\n', 'a.csv')).body.data
    const picture = (await upload(headers, PNG, 'a.png')).body.data
    const first = await ask(
      'post',
      SHEETS,
      {},
      {
        status: 201,
        body: {
          ...inputs(0),
          needed: 'a',
          secret: 'not to be shown',
          department,
          readers: [department],
          papers: [file.id],
          picture: [picture.id],
          lines: [{ word: 'one' }, { word: 'two' }],
        },
      }
    )
    const { id, version } = first.body.data
    assert.notProperty(first.body.data, 'secret')
    assert.lengthOf(first.body.data.lines, 2)
    const types = new Set(sheetTypes())
    assert.sameMembers(
      [...types],
      allFieldTypes().map(({ type }) => type)
    )
    const record = { id }
    await ask('get', `${SHEETS}/{id}`, record)
    for (let i = 1; i < 6; i++)
      await ask(
        'post',
        SHEETS,
        {},
        { status: 201, body: { ...inputs(i), needed: `n${i}`, above: id } }
      )
    await ask('post', SHEETS, {}, { status: 201, body: { needed: 'nothing else' } })
    await ask('get', SHEETS, {}, { search: '?can=true&total=exact&pageSize=3' })
    await ask('post', `${SHEETS}/query`, {}, { body: { pageSize: 500, total: 'none' } })
    await ask(
      'get',
      `${SHEETS}/aggregate`,
      {},
      {
        search: `?metrics=${JSON.stringify([{ fn: 'count' }, { fn: 'sum', field: 'money' }])}&groupBy=${JSON.stringify([{ field: 'choice' }])}`,
      }
    )
    await ask('post', `${SHEETS}/{id}/reveal`, record, {
      body: { field: 'protectedMobile', reason: 'exam' },
    })
    const changed = await ask('patch', `${SHEETS}/{id}`, record, {
      body: { string: 'changed', version },
    })
    await ask('patch', `${SHEETS}/{id}`, record, { status: 409, body: { string: 'x', version } })
    const history = await ask('get', `${SHEETS}/{id}/revisions`, record)
    assert.lengthOf(history.body.data, 2)
    await ask(
      'post',
      `${SHEETS}/{id}/revisions/{n}/restore`,
      { id, n: 1 },
      {
        body: { version: changed.body.data.version },
      }
    )
    await ask('post', `${SHEETS}/{id}/transitions/close`, record, {
      body: { paid: 100, by: '2026-12-01', reason: 'exam', note: null },
    })
    await ask('post', `${SHEETS}/{id}/transitions/close`, record, { status: 409, body: {} })
    const moves = await ask('get', `${SHEETS}/{id}/timeline`, record)
    assert.lengthOf(moves.body.data, 1)
    await ask('get', `${SHEETS}/{id}`, record)
    await ask('get', `${SHEETS}/{id}/audit`, record)
    const made = await ask(
      'post',
      `${SHEETS}/bulk`,
      {},
      {
        body: { action: 'create', items: [{ needed: 'bulk' }] },
      }
    )
    const other = { id: made.body.data[0].id }
    await ask('delete', `${SHEETS}/{id}`, record, { status: 409 })
    await ask('delete', `${SHEETS}/{id}`, other, { status: 204 })
    await ask('get', SHEETS, {}, { search: '?deleted=only' })
    await ask('post', `${SHEETS}/{id}/restore`, other)

    const sheet = (await upload(headers, 'needed\nb\nc\n', 'b.csv')).body.data
    await ask('post', `${SHEETS}/imports/preview`, {}, { body: { fileId: sheet.id } })
    const importing = await ask(
      'post',
      `${SHEETS}/imports`,
      {},
      {
        status: 202,
        body: { fileId: sheet.id, mapping: { needed: 'needed' }, mode: 'create' },
      }
    )
    const job = await ended(client, importing.body.data.jobId)
    await ask('get', '/api/jobs/{id}', { id: job.id })
    await ask('post', '/api/jobs/{id}/undo', { id: job.id }, { status: 202 })
    await ended(client, job.id)
    await ask('post', '/api/jobs/{id}/cancel', { id: job.id }, { status: 409 })
    await ask('post', `${SHEETS}/exports`, {}, { status: 202, body: { format: 'csv' } })

    const missed = operationsOf(await documentOf(client))
      .filter((each) => each.startsWith('openapi.sheets.'))
      .filter((each) => !judge.tried.has(each))
    assert.isEmpty(missed)

    for (const path of ['/api/auth/me', '/api/auth/sessions', '/api/auth/second-factor'])
      await ask('get', path)
    for (const path of ['/api/jobs', '/api/meta', '/api/regions', '/api/settings'])
      await ask('get', path)
    await ask(
      'get',
      '/api/access/explain',
      {},
      {
        search: `?user=${login.id}&resource=openapi.sheets&action=read`,
      }
    )
    await ask('get', '/api/access/catalogue')
    await ask('get', '/health/live')
    await ask('get', '/health/ready')
    await ask(
      'post',
      '/api/auth/tokens',
      {},
      {
        body: { login: 'doctor', password: 'xinglin-demo-2026', device: 'exam' },
      }
    )
  })

  test('refusals are as it says', async () => {
    const client = await examiner()
    const judge = new Judge(await documentOf(client))
    const ask = judge.ask.bind(judge, client)
    const id = '019aaf3c-2c00-7000-8000-000000000009'
    await ask('get', SHEETS, {}, { status: 400, search: '?pageSize=0' })
    await ask('get', `${SHEETS}/{id}`, { id }, { status: 404 })
    await ask('post', SHEETS, {}, { status: 422, body: { nonsense: 1, money: 'x' } })
    await judge.ask(send, 'get', SHEETS, {}, { status: 401 })
  })

  test('takes the inputs that the server takes, and refuses what it refuses', async ({
    assert,
  }) => {
    const judge = new Judge(await openApiFor(SYSTEM_ACTOR, 'en'))
    const property = (name: string) =>
      judge.schema(`components/schemas/openapi.sheets.create/properties/${name}`)
    const beyond: string[] = []
    for (const [name, { field, values, answered = values, wrong }] of Object.entries(SAMPLES)) {
      const check = property(name)
      const given = field.type === 'protected' ? values.map(trimmed) : answered
      for (const value of given)
        assert.isTrue(check(value), `${name} ${JSON.stringify(value).slice(0, 60)}`)
      for (const value of wrong)
        if (check(value)) beyond.push(`${name} ${JSON.stringify(value).slice(0, 40)}`)
    }
    // What no schema says: characters that cannot be stored, check digits, codes of a list, bounds of a text; and a
    // mask, which an update takes for no change.
    const unsayable =
      /\*\*|nul|half|\\u|idCard|protectedId|region|city|decimal|ratio|date|json|url|email/
    assert.isEmpty(beyond.filter((each) => !unsayable.test(each)))
  })

  test('its examples are examples', async ({ assert }) => {
    const document = await openApiFor(SYSTEM_ACTOR, 'en')
    const judge = new Judge(document)
    let examples = 0
    for (const [name, schema] of Object.entries(document.components.schemas)) {
      const properties = (schema as { properties?: Record<string, { examples?: unknown[] }> })
        .properties
      for (const [field, { examples: given = [] }] of Object.entries(properties ?? {})) {
        const check = judge.schema(`components/schemas/${name}/properties/${field}`)
        for (const example of given) {
          assert.isTrue(check(example), `${name}.${field} ${JSON.stringify(example)}`)
          examples++
        }
      }
    }
    assert.isAbove(examples, 50)
  })

  test('has only the part that is granted, and an ETag of its own', async ({ assert }) => {
    const admin = await clientOf('admin')
    const role = await makeRole(admin, `openapi-some-${Date.now()}`, [
      { resource: 'dictionary.drugs', action: 'list', readFields: ['code', 'genericName'] },
      { resource: 'dictionary.drugs', action: 'create', writeFields: ['code', 'genericName'] },
    ])
    const { login, id } = await makePerson(admin, `openapisome${Date.now()}`, [role])
    const person = await clientOf(login)
    const document = await documentOf(person)
    const text = JSON.stringify(document)
    for (const hidden of [
      'tradeName',
      '商品名',
      'price',
      'diagnoses',
      'core.',
      'openapi.sheets',
      'x-target',
    ])
      assert.notInclude(text, hidden)
    const ours = Object.entries(document.paths).filter(([path]) => path.startsWith(DRUGS))
    assert.deepEqual(
      ours.flatMap(([path, methods]) =>
        Object.keys(methods).map((method) => `${method} ${path.slice(DRUGS.length)}`)
      ),
      ['get ', 'post ', 'post /query', 'post /bulk']
    )
    const schemas = document.components.schemas as Record<string, { properties: object }>
    assert.sameMembers(Object.keys(schemas['dictionary.drugs']!.properties), [
      'id',
      'version',
      'code',
      'genericName',
    ])
    assert.sameMembers(Object.keys(schemas['dictionary.drugs.create']!.properties), [
      'code',
      'genericName',
    ])
    assert.notProperty(schemas, 'dictionary.drugs.update')

    const nobody = await send('GET', '/api/openapi.json')
    assert.equal(nobody.status, 401)

    const { authorization } = await bearer(login)
    const ask = (headers: Record<string, string>) =>
      fetch(`${process.env.APP_URL}/api/openapi.json`, {
        headers: { authorization: authorization!, ...headers },
      })
    const etag = (await ask({})).headers.get('etag')!
    assert.equal((await ask({ 'if-none-match': etag })).status, 304)
    const english = await ask({ 'if-none-match': etag, 'accept-language': 'en' })
    assert.equal(english.status, 200)
    await admin('POST', '/api/resources/core.grants', {
      role,
      resource: 'dictionary.drugs',
      action: 'delete',
    })
    assert.equal((await ask({ 'if-none-match': etag })).status, 200, `${id} may do more now`)
  })
})

const DRUGS = '/api/resources/dictionary.drugs'

function* sheetTypes(): Iterable<string> {
  for (const { definition } of allResources()
    .find(({ name }) => name === sheets.name)!
    .fields.values())
    yield definition.type
}

function operationsOf(document: OpenApi): string[] {
  return Object.values(document.paths).flatMap((path) =>
    Object.values(path).map((each) => (each as { operationId: string }).operationId)
  )
}

const trimmed = (value: unknown) => (typeof value === 'string' ? value.trim() : value)
const unnamed = (call: string) => call.replace(/\{\w+\}/g, '{}')

function placeOf(document: OpenApi, pointer: string): unknown {
  return pointer
    .split('/')
    .map((part) => decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>(
      (place, part) => (place as Record<string, unknown> | undefined)?.[part],
      document
    )
}

/** A token for the same person, for uploads. */
async function tokenOf(client: Client) {
  const login = (await client('GET', '/api/auth/me')).body.data as { id: string; login: string }
  return { login, headers: await bearer(login.login) }
}
