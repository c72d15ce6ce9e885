/** A file that a record took follows the rights of the record: over HTTP, for the owner and for others. */
import { test } from '@japa/runner'
import { sql } from '#app/database/sql.ts'
import { execute } from '#app/database/store.ts'
import { defineResource } from '#app/resources/define_resource.ts'
import { file, image, string } from '#app/resources/fields/builders.ts'
import { clientOf, makePerson, makeRole, send, type Client } from '#tests/people.ts'
import { bearer, upload } from '#tests/transfers.ts'
import { makeResources } from './exam_resource.ts'

const cases = defineResource('filed.cases', {
  fields: { title: string(), ward: string(), papers: file(), photos: image(), secret: file() },
  title: 'title',
})
const CASES = '/api/resources/filed.cases'
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64'
)
const HTML = '<html><script>alert(document.cookie)</script></html>'

/** Does the work as if so many milliseconds had passed; the server runs in this process. */
async function later<T>(milliseconds: number, work: () => Promise<T>): Promise<T> {
  const Present = Date
  globalThis.Date = class extends Present {
    constructor(...given: [] | [string | number | Date]) {
      super(...((given.length === 0 ? [Present.now() + milliseconds] : given) as [number]))
    }
    static override now = () => Present.now() + milliseconds
  } as DateConstructor
  try {
    return await work()
  } finally {
    globalThis.Date = Present
  }
}

interface Person {
  client: Client
  headers: Record<string, string>
  id: string
}

test.group('A file of a record', (group) => {
  let writer: Person
  let admin: Client
  let count = 0

  async function person(name: string, grants: readonly Record<string, unknown>[]): Promise<Person> {
    const login = `filed-${name}-${count++}-${Date.now()}`
    const role = await makeRole(admin, login, grants)
    const { id } = await makePerson(admin, login, [role])
    return { client: await clientOf(login), headers: await bearer(login), id }
  }
  const onCases = (actions: string[], more: object = {}) =>
    actions.map((action) => ({ resource: 'filed.cases', action, ...more }))
  const put = async ({ headers }: Person, content: string | Buffer<ArrayBuffer>, name: string) =>
    (await upload(headers, content, name)).body.data.id as string
  const get = (id: string, headers: Record<string, string>) =>
    fetch(`${process.env.APP_URL}/api/files/${id}`, { headers })
  const statusOf = async (id: string, { headers }: Person) => (await get(id, headers)).status

  /** A record of the writer's with a file in every field. */
  async function makeCase(ward = 'a') {
    const [paper, photo, secret] = [
      await put(writer, HTML, '病历 "1";x.html'),
      await put(writer, PNG, 'a.png'),
      await put(writer, 'c', 'c.txt'),
    ]
    const values = { title: '一', ward, papers: [paper], photos: [photo], secret: [secret] }
    const made = await writer.client('POST', CASES, values)
    if (made.status !== 201) throw new Error(JSON.stringify(made.body))
    return { id: made.body.data.id as string, paper, photo, secret }
  }

  group.setup(async () => {
    await makeResources(cases)
    admin = await clientOf('admin')
    writer = await person(
      'writer',
      onCases(['list', 'read', 'create', 'update', 'delete', 'restore'])
    )
  })

  test('is read by who may read its field on its record, and by nobody else', async ({
    assert,
  }) => {
    const { paper, photo, secret } = await makeCase()
    const elsewhere = await makeCase('b')
    const scope = [{ field: 'ward', operator: 'eq', value: 'a' }]
    const inWard = await person(
      'ward',
      onCases(['list', 'read'], { scope, readFields: ['title', 'papers', 'photos'] })
    )
    const lister = await person('lister', onCases(['list']))
    const stranger = await person('stranger', [])
    for (const id of [paper, photo, secret]) assert.equal(await statusOf(id, writer), 200)
    for (const id of [paper, photo]) assert.equal(await statusOf(id, inWard), 200)
    // A field that is not granted, another row, another action, no grant, nobody.
    assert.equal(await statusOf(secret, inWard), 404)
    assert.equal(await statusOf(elsewhere.paper, inWard), 404)
    assert.equal(await statusOf(paper, lister), 404)
    assert.equal(await statusOf(paper, stranger), 404)
    assert.equal((await get(paper, {})).status, 401)
    assert.equal((await inWard.client('GET', `/api/files/${secret}/address`)).status, 404)
    assert.equal((await inWard.client('GET', `/api/files/${paper}/address`)).status, 200)
  })

  test('is not its uploader’s any more, once a record has it', async ({ assert }) => {
    const both = await person(
      'both',
      onCases(['list', 'read', 'create'], { readFields: ['title'] })
    )
    const paper = await put(both, 'a', 'a.txt')
    assert.equal(await statusOf(paper, both), 200)
    assert.equal((await both.client('POST', CASES, { title: '二', papers: [paper] })).status, 201)
    assert.equal(await statusOf(paper, both), 404)
    assert.equal(await statusOf(paper, writer), 200)
  })

  test('is taken by one record, and only by who uploaded it', async ({ assert }) => {
    const { id, paper } = await makeCase()
    const other = await person('other', onCases(['list', 'read', 'create', 'update']))
    const mine = await put(other, 'mine', 'a.txt')
    const codeOf = async (by: Person, method: string, path: string, values: object) =>
      (await by.client(method, path, values)).body.errors?.[0].code
    // A record's file, of one's own record or another's; somebody else's temporary one; one that is not there.
    for (const papers of [[paper], [mine], ['01a21396-26dd-77d9-af61-ae4772aaebcc']])
      assert.equal(await codeOf(writer, 'POST', CASES, { papers }), 'E_RELATION')
    assert.equal(
      await codeOf(writer, 'PATCH', `${CASES}/${id}`, { version: 1, photos: [paper] }),
      'E_RELATION'
    )
    // Two at once: one has it.
    const twice = await Promise.all(
      [1, 2].map(() => other.client('POST', CASES, { papers: [mine] }))
    )
    assert.deepEqual(twice.map(({ status }) => status).sort(), [201, 422])
  })

  test('goes with its record, and comes back with it', async ({ assert }) => {
    const { id, paper, photo } = await makeCase()
    const { url } = (await writer.client('GET', `/api/files/${paper}/address`)).body.data
    assert.equal((await writer.client('DELETE', `${CASES}/${id}`)).status, 204)
    for (const taken of [paper, photo]) assert.equal(await statusOf(taken, writer), 404)
    assert.equal((await send('GET', url)).status, 404)
    assert.equal((await writer.client('POST', `${CASES}/${id}/restore`)).status, 200)
    assert.equal(await statusOf(paper, writer), 200)
    const { version } = (await writer.client('GET', `${CASES}/${id}`)).body.data
    await writer.client('PATCH', `${CASES}/${id}`, { version, papers: [] })
    assert.equal(await statusOf(paper, writer), 404, 'one that was taken off')
  })

  test('a signed address ends after five minutes, with the right, and with the account', async ({
    assert,
  }) => {
    const { paper, secret } = await makeCase()
    const reader = await person('reader', onCases(['read']))
    const address = async () =>
      process.env.APP_URL! +
      (await reader.client('GET', `/api/files/${paper}/address`)).body.data.url
    const status = async (url: string) => (await fetch(url)).status
    const url = await address()
    assert.equal(await status(url), 200)
    assert.equal(await status(url.replace(paper, secret)), 404)
    assert.equal(await status(url.replace(/token=.*/, 'token=')), 404)
    assert.equal(await status(`${url}&token=a`), 404)
    assert.equal(await later(299_000, () => status(url)), 200)
    assert.equal(await later(301_000, () => status(url)), 404)
    const { version } = (await admin('GET', `/api/resources/core.users/${reader.id}`)).body.data
    const stopped = { version, status: 'stopped' }
    await admin('PATCH', `/api/resources/core.users/${reader.id}`, stopped)
    assert.include([401, 404], await status(url))
  })

  test('a nonsense id finds nothing and breaks nothing', async ({ assert }) => {
    for (const id of [
      '1',
      '..%2f..%2fkeys%2fapp.key',
      '%00',
      "' or 1=1 --",
      'a'.repeat(5000),
      '__proto__',
    ])
      assert.include([400, 404, 414], (await get(encodeURI(id), writer.headers)).status, id)
  })

  test('nothing that runs is ever shown in the page, whatever is asked of it', async ({
    assert,
  }) => {
    const { id, paper, photo } = await makeCase()
    const asked: Record<string, string>[] = [
      {},
      { accept: 'text/html' },
      { range: 'bytes=0-3' },
      { range: 'bytes=9999999999-1' },
      { range: 'nonsense' },
    ]
    for (const headers of asked) {
      const answer = await get(paper, { ...writer.headers, ...headers })
      assert.include([200, 206, 416], answer.status)
      assert.match(answer.headers.get('content-type')!, /^text\/plain/)
      assert.equal(answer.headers.get('x-content-type-options'), 'nosniff')
      assert.match(answer.headers.get('content-security-policy')!, /default-src 'none'; sandbox/)
      const disposition = answer.headers.get('content-disposition')!
      assert.match(disposition, /^attachment; filename\*=UTF-8''[\w%.-]+$/)
      if (answer.status === 200) assert.equal(await answer.text(), HTML)
    }
    // What a later version of the check let through stays an attachment too.
    await execute(sql`update core__files set type = ${'image/svg+xml'} where id = ${paper}`)
    const svg = await get(paper, writer.headers)
    assert.match(svg.headers.get('content-disposition')!, /^attachment/)
    assert.match((await get(photo, writer.headers)).headers.get('content-disposition')!, /^inline/)
    const tag = (await get(photo, writer.headers)).headers.get('etag')!
    const known = { ...writer.headers, 'if-none-match': tag }
    assert.equal((await get(photo, known)).status, 304)
    await writer.client('DELETE', `${CASES}/${id}`)
    assert.equal((await get(photo, known)).status, 404, 'rights come before the tag')
  })
})
