/** The generated client: TypeScript takes right uses and refuses wrong ones, and the server understands what it sends. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import app from '@adonisjs/core/services/app'
import { test } from '@japa/runner'
import ts from 'typescript'
import { SYSTEM_ACTOR } from '#app/access/grant.ts'
import { generateClient } from '#app/client/generate.ts'
import { DEMO_PASSWORD } from '#app/system/demo.ts'
import { clientOf, makePerson, makeRole } from '#tests/people.ts'
import { makeResources } from './exam_resource.ts'
import { lines, sheets } from './sheet_resources.ts'

let folder: string
/** For everything; made once. */
let whole: string

function generate(...flags: string[]): { file: string; status: number | null; output: string } {
  const file = join(folder, `client${flags.length}${Math.random().toString(36).slice(2)}.ts`)
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['ace.js', 'client:generate', `--out=${file}`, ...flags],
    { cwd: app.makePath(), env: { ...process.env, NODE_ENV: 'test' }, encoding: 'utf8' }
  )
  return { file, status, output: stdout + stderr }
}

/** What TypeScript says of the files, at its strictest, with nothing but the language and the browser. */
function complaints(...files: string[]): string[] {
  const program = ts.createProgram(files, {
    strict: true,
    noUncheckedIndexedAccess: true,
    exactOptionalPropertyTypes: true,
    noUnusedLocals: true,
    verbatimModuleSyntax: true,
    erasableSyntaxOnly: true,
    allowImportingTsExtensions: true,
    noEmit: true,
    types: [],
    lib: ['lib.esnext.d.ts', 'lib.dom.d.ts'],
    target: ts.ScriptTarget.ESNext,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
  })
  return ts.getPreEmitDiagnostics(program).map((each) => {
    const text = ts.flattenDiagnosticMessageText(each.messageText, ' ')
    const line = each.file?.getLineAndCharacterOfPosition(each.start ?? 0).line
    return `${line === undefined ? '' : line + 1}: ${text}`
  })
}

function uses(client: string, text: string): string[] {
  const file = client.replace(/\.ts$/, '_uses.ts')
  writeFileSync(file, `import { createClient, XinglinError } from '${client}'\n${text}`)
  return complaints(file)
}

const USES = `
const client = createClient({ baseUrl: 'http://localhost:3333', token: 'x', locale: 'en' })
const drugs = client.resource('dictionary.drugs')

export async function right() {
  const page = await drugs.list({
    pageSize: 5,
    sorters: [{ field: 'price', order: 'desc' }],
    filters: [
      { field: 'price', operator: 'between', value: [1, 2] },
      { field: 'kind', operator: 'in', value: ['herb'] },
      { field: 'createdBy.name', operator: 'contains', value: 'x' },
      { operator: 'or', value: [{ field: 'tradeName', operator: 'null' }, { field: 'code', operator: 'eq', value: 'A' }] },
    ],
  })
  const price: number | null | undefined = page.data[0]?.price
  const kind: 'western' | 'chinese_patent' | 'herb' | undefined = page.data[0]?.kind
  const few = await drugs.query({ fields: ['code', 'price'] })
  const id: string | undefined = few.data[0]?.id
  const made = await drugs.create({ code: 'A', genericName: 'B' }, { idempotencyKey: 'k' })
  await drugs.update(made.id, made.version, { price: null, prescriptionOnly: true })
  await drugs.aggregate({ metrics: [{ fn: 'count' }, { fn: 'sum', field: 'price' }], groupBy: [{ field: 'kind' }] })
  const job = await client.waitForJob(await drugs.export('csv', { search: 'a' }))
  const user = await client.resource('core.memberships').get('x')
  const label: string | null = user.data.user.label
  try {
    await drugs.delete(made.id)
  } catch (error) {
    if (error instanceof XinglinError && error.has('E_REFERENCED')) return error.errors[0]?.message
  }
  return [price, kind, id, job.state, label]
}

export async function wrong() {
  // @ts-expect-error no such resource
  client.resource('dictionary.drug')
  // @ts-expect-error no such field
  await drugs.list({ filters: [{ field: 'prize', operator: 'eq', value: 1 }] })
  // @ts-expect-error money is compared with numbers
  await drugs.list({ filters: [{ field: 'price', operator: 'eq', value: '1' }] })
  // @ts-expect-error money is not searched inside
  await drugs.list({ filters: [{ field: 'price', operator: 'contains', value: 1 }] })
  // @ts-expect-error not one of the options
  await drugs.list({ filters: [{ field: 'kind', operator: 'eq', value: 'magic' }] })
  // @ts-expect-error a list of values
  await drugs.list({ filters: [{ field: 'kind', operator: 'in', value: 'herb' }] })
  // @ts-expect-error no such field to sort by
  await drugs.list({ sorters: [{ field: 'prize', order: 'asc' }] })
  const few = await drugs.query({ fields: ['code'] })
  // @ts-expect-error it was not asked for
  few.data[0]?.price
  // @ts-expect-error the code is missing
  await drugs.create({ genericName: 'B' })
  // @ts-expect-error the server sets it
  await drugs.create({ code: 'A', genericName: 'B', createdAt: 'x' })
  // @ts-expect-error required, so never null
  await drugs.update('x', 1, { code: null })
  // @ts-expect-error needs the version
  await drugs.update('x', { price: 1 })
  // @ts-expect-error the sum of texts
  await drugs.aggregate({ metrics: [{ fn: 'sum', field: 'code' }] })
  // @ts-expect-error nothing there is protected
  await drugs.reveal('x', 'code', 'because')
  // @ts-expect-error written by the engine alone
  await client.resource('core.audit').create({})
  // @ts-expect-error a password is never answered
  ;(await client.resource('core.users').get('x')).data.password
}
`

test.group('Generated client', (group) => {
  group.setup(async () => {
    await makeResources(sheets, lines)
    folder = mkdtempSync(join(tmpdir(), 'xinglin-client-'))
    const { file, status, output } = generate('--locale=en')
    if (status !== 0) throw new Error(output)
    whole = file
    return () => rmSync(folder, { recursive: true })
  })

  test('takes right uses and refuses wrong ones', ({ assert }) => {
    assert.isEmpty(uses(whole, USES))
    assert.notMatch(readFileSync(whole, 'utf8'), /^import /m, 'the file stands alone')
  }).timeout(120_000)

  test('is as docs/client.md shows it', ({ assert }) => {
    const page = readFileSync(app.makePath('docs/client.md'), 'utf8')
    const [, sample] = /```ts\n(.*?)```/s.exec(page)!
    const [imported, ...rest] = sample!.split('\n')
    assert.equal(imported, "import { createClient, XinglinError } from './xinglin.ts'")
    assert.isEmpty(
      uses(whole, `declare const password: string\n${rest.join('\n')}\nexport { data, meta }`)
    )
  }).timeout(120_000)

  test('has types for every field type, sub-tables among them', async ({ assert }) => {
    const file = join(folder, 'sheets.ts')
    const resources = ['openapi.sheets']
    writeFileSync(file, await generateClient({ actor: SYSTEM_ACTOR, locale: 'en', resources }))
    const text = `
const sheets = createClient().resource('openapi.sheets')
export async function use() {
  const { data } = await sheets.get('x')
  const values: [string | null, { id: string; label: string | null } | null, { id: string }[], string[], string, { word: string }[]] =
    [data.decimal, data.department, data.readers, data.choices, data.number, data.lines]
  await sheets.update('x', 1, { department: 'id', readers: ['id'], secret: 'x', protectedMobile: '138', lines: [{ id: 'x', word: 'y' }, { sheet: 'x', word: 'z' }] })
  await sheets.reveal('x', 'protectedMobile', 'why')
  await sheets.transition('x', 'close', { paid: 100, reason: 'why', version: 1 })
  const state: string = (await sheets.timeline('x'))[0]!.to + data.state
  // @ts-expect-error it asks what was paid
  await sheets.transition('x', 'close', { reason: state })
  // @ts-expect-error there is no such way
  await sheets.transition('x', 'open', {})
  // @ts-expect-error nothing has a state there
  await createClient().resource('openapi.lines').transition('x', 'close', {})
  // @ts-expect-error ids go in
  await sheets.update('x', 1, { readers: [{ id: 'x', label: 'y' }] })
  // @ts-expect-error given once, by the server
  await sheets.update('x', 1, { number: 'S0001' })
  // @ts-expect-error a row has its own fields
  await sheets.update('x', 1, { lines: [{ id: 'x', words: 'y' }] })
  // @ts-expect-error a relation leads to rows of its own
  await createClient().resource('core.departments').list()
  return values
}
export const refusal = XinglinError
`
    assert.isEmpty(uses(file, text))
  }).timeout(120_000)

  test('for one person has what they may do and nothing else', async ({ assert }) => {
    const admin = await clientOf('admin')
    const role = await makeRole(admin, `client-${Date.now()}`, [
      { resource: 'dictionary.drugs', action: 'list', readFields: ['code', 'price'] },
    ])
    const { login } = await makePerson(admin, `client${Date.now()}`, [role])
    const { file, status, output } = generate(
      `--as=${login}`,
      '--resource=dictionary.',
      '--locale=en'
    )
    assert.equal(status, 0, output)
    const text = readFileSync(file, 'utf8').split('export type ResourceName')[0]!
    for (const hidden of ['tradeName', 'core.users', 'diagnoses']) assert.notInclude(text, hidden)
    const problems = uses(
      file,
      `export const page = createClient().resource('dictionary.drugs').list()
       export const made = createClient().resource('dictionary.drugs').create({})
       export const refusal = XinglinError`
    )
    assert.lengthOf(problems, 1, problems.join('\n'))
    assert.match(problems[0]!, /'create' does not exist/)
    for (const flags of [['--as=nobody.here'], ['--resource=nothing.here']]) {
      const refused = generate(...flags)
      assert.equal(refused.status, 1, flags.join())
      assert.notInclude(refused.output, '.ts:', 'a sentence, no stack')
    }
  }).timeout(120_000)

  test('speaks with the server: signs in, reads, writes, imports, and knows refusals', async ({
    assert,
  }) => {
    const { createClient, XinglinError } = await import(pathToFileURL(whole).href)
    const client = createClient({ baseUrl: process.env.APP_URL, locale: 'en' })
    await assert.rejects(() => client.me(), /sign in/i)
    const signed = await client.signIn({ login: 'admin', password: DEMO_PASSWORD, device: 'exam' })
    assert.equal(signed.user.login, 'admin')
    assert.equal((await client.me()).login, 'admin')
    const drugs = client.resource('dictionary.drugs')
    const code = `C${Date.now()}`

    const key = { idempotencyKey: code }
    const made = await drugs.create({ code, genericName: '客户端', price: 100 }, key)
    assert.equal((await drugs.create({ code, genericName: '客户端', price: 100 }, key)).id, made.id)
    const filters = [
      { operator: 'or', value: [{ field: 'code', operator: 'eq', value: code }] },
      { field: 'price', operator: 'in', value: [100, 200] },
    ]
    for (const way of ['list', 'query']) {
      const page = await drugs[way]({ filters, fields: ['code'], total: 'exact', can: true })
      assert.deepEqual(page.data, [{ id: made.id, version: 1, code }])
      assert.equal(page.meta.total, 1)
      assert.isTrue(page.meta.can[made.id].update)
    }
    assert.equal((await drugs.options({ search: code })).data[0].genericName, '客户端')
    const changed = await drugs.update(made.id, made.version, { price: 200 })
    assert.equal(changed.price, 200)

    const stale = await drugs
      .update(made.id, made.version, { price: 1 })
      .catch((error: unknown) => error)
    assert.instanceOf(stale, XinglinError)
    assert.deepInclude(stale, { status: 409, code: 'E_STALE_VERSION' })
    assert.equal(stale.errors[0].meta.record.price, 200)
    const wrong = await drugs.create({ price: 'x' }).catch((error: unknown) => error)
    assert.isTrue(wrong.has('E_REQUIRED', 'code') && wrong.has('E_TYPE', 'price'))

    assert.lengthOf(await drugs.revisions(made.id), 2)
    assert.equal((await drugs.restoreRevision(made.id, 1, 2)).price, 100)
    const { data } = await drugs.aggregate({
      metrics: [{ fn: 'sum', field: 'price' }],
      groupBy: [{ field: 'kind' }],
      filters,
    })
    assert.deepEqual(data, [{ group: { kind: 'western' }, values: { 'sum.price': 100 } }])
    const [one, two] = await drugs.createMany([
      { code: `${code}1`, genericName: '一' },
      { code: `${code}2`, genericName: '二' },
    ])
    await drugs.updateMany([{ ...one, data: { price: 1 } }])
    await drugs.writeMany({
      create: [{ code: `${code}4`, genericName: '四' }],
      delete: [two.id],
    })
    await assert.rejects(() => drugs.deleteMany([one]), /changed|修改/)
    await drugs.deleteMany([one.id])
    await drugs.restore(one.id)
    assert.equal((await drugs.get(one.id, { fields: ['price'] })).data.price, 1)
    await assert.rejects(() => drugs.delete(one.id, { version: 1 }), /changed|修改/)
    await drugs.delete(one.id)

    const sheet = await client.uploadFile(new Blob([`code,genericName\n${code}3,三\n`]), 'a.csv')
    assert.equal(
      await (await client.downloadFile(sheet.id)).text(),
      `code,genericName\n${code}3,三\n`
    )
    const address = await client.fileAddress(sheet.id)
    assert.equal((await fetch(address.url)).status, 200)
    const preview = await drugs.importPreview(sheet.id)
    assert.deepEqual(preview.columns, ['code', 'genericName'])
    const started = await drugs.import({
      fileId: sheet.id,
      mapping: preview.suggested,
      mode: 'create',
    })
    const states: string[] = []
    const job = await client.waitForJob(started, {
      everyMs: 50,
      onProgress: ({ state }: { state: string }) => states.push(state),
    })
    assert.equal(job.state, 'done', JSON.stringify(job))
    assert.equal(states.at(-1), 'done')
    assert.equal((await client.jobs())[0].id, started)
    await client.undoJob(started)
    assert.equal((await client.waitForJob(started, { everyMs: 50 })).state, 'undone')
    const exported = await client.waitForJob(await drugs.export('csv', { filters }), {
      everyMs: 50,
    })
    assert.equal(exported.state, 'done')

    await client.signOut()
    await assert.rejects(() => client.me())
  }).timeout(120_000)

  test('uses the session of a browser, with its XSRF token', async ({ assert }) => {
    const { createClient } = await import(pathToFileURL(whole).href)
    const signed = await fetch(`${process.env.APP_URL}/api/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ login: 'admin', password: DEMO_PASSWORD }),
    })
    const jar = signed.headers.getSetCookie().map((cookie) => cookie.split(';')[0]!)
    const xsrf = jar.find((cookie) => cookie.startsWith('XSRF-TOKEN='))!.slice('XSRF-TOKEN='.length)
    const asBrowser = (xsrfToken: () => string | undefined) =>
      createClient({
        baseUrl: process.env.APP_URL,
        xsrfToken,
        fetch: (url: string, init: RequestInit) =>
          fetch(url, { ...init, headers: { ...(init.headers as object), cookie: jar.join('; ') } }),
      }).resource('dictionary.drugs')
    const made = await asBrowser(() => xsrf).create({ code: `X${Date.now()}`, genericName: '页' })
    assert.equal(made.version, 1)
    const refused = await asBrowser(() => undefined)
      .delete(made.id)
      .catch((error: unknown) => error)
    assert.equal(refused.code, 'E_CSRF')
  }).timeout(120_000)
})
