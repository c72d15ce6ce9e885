import { test } from '@japa/runner'
import { existsSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from '#app/database/sql.ts'
import { execute, row } from '#app/database/store.ts'
import { clientOf, send } from '#tests/people.ts'
import { bearer, post, upload } from '#tests/transfers.ts'
import { env } from '../../start/env.ts'
import { sweepContents, sweepFiles } from './sweep.ts'

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64'
)

function multipart(partHeader: string, content = 'code,name\n1,a\n') {
  const body = `--x\r\n${partHeader}\r\n\r\n${content}\r\n--x--\r\n`
  return { body, type: { 'content-type': 'multipart/form-data; boundary=x' } }
}

function get(path: string, headers: Record<string, string> = {}) {
  return fetch(process.env.APP_URL! + path, { headers })
}

const stored = () =>
  readdirSync(join(env.storagePath, 'files'), { recursive: true }).filter(
    (name) => String(name).length > 30
  ).length

test.group('POST /api/files', () => {
  test('asks who it is', async ({ assert }) => {
    assert.equal((await upload({}, 'a,b', 'a.csv')).status, 401)
  })

  test('takes a file and says what it is by its content', async ({ assert }) => {
    const doctor = await bearer('doctor')
    const { status, body } = await upload(doctor, PNG, '照片.exe')
    assert.equal(status, 201)
    assert.deepInclude(body.data, { name: '照片.exe', size: PNG.length, type: 'image/png' })
    assert.equal((await upload(doctor, 'code,name\n', 'a.csv')).body.data.type, 'text/csv')
    assert.equal((await upload(doctor, '<script>', 'a.html')).body.data.type, 'text/plain')
    const refused = await upload(
      doctor,
      Buffer.from('MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff', 'latin1'),
      'a.png'
    )
    assert.equal(refused.body.errors[0].code, 'E_UNSUPPORTED_FILE')
  })

  test('lives through part names that are properties of every object')
    .with(['toString', 'constructor', '__proto__', 'hasOwnProperty'])
    .run(async ({ assert }, name) => {
      const doctor = await bearer('doctor')
      const { body, type } = multipart(
        `Content-Disposition: form-data; name="${name}"; filename="a.csv"`
      )
      assert.equal((await post('/api/files', body, { ...doctor, ...type })).status, 201)
      const field = multipart(`Content-Disposition: form-data; name="${name}"`)
      const other = await post('/api/files', field.body, { ...doctor, ...field.type })
      assert.equal(other.body.errors[0].code, 'E_MALFORMED')
      assert.equal((await send('GET', '/health/live')).status, 200)
    })

  test('refuses what is no upload')
    .with([
      { type: 'multipart/form-data', body: 'x' },
      { type: 'multipart/form-data; boundary=x', body: '' },
      { type: 'multipart/form-data; boundary=x', body: '--x\r\n\r\n' },
      { type: 'text/plain', body: 'x' },
      { type: 'application/json', body: '{}' },
    ])
    .run(async ({ assert }, { type, body }) => {
      const doctor = await bearer('doctor')
      const answer = await post('/api/files', body, { ...doctor, 'content-type': type })
      assert.equal(answer.status, 400)
      assert.equal(answer.body.errors[0].code, 'E_MALFORMED')
    })

  test('takes a malformed filename* for what it is', async ({ assert }) => {
    const doctor = await bearer('doctor')
    for (const name of [
      `filename*=UTF-8''%E0%A4%A`,
      `filename*=nonsense'%ff`,
      'filename="../../etc/x"',
    ]) {
      const { body, type } = multipart(`Content-Disposition: form-data; name="file"; ${name}`)
      const answer = await post('/api/files', body, { ...doctor, ...type })
      assert.include([201, 400], answer.status, JSON.stringify(answer.body))
      assert.notMatch(String(answer.body.data?.name), /[/\\]/)
    }
  })

  test('a part header of 50 MB costs neither memory nor the server', async ({ assert }) => {
    const doctor = await bearer('doctor')
    const before = process.memoryUsage().rss
    const megabyte = Buffer.alloc(1024 * 1024, 'a')
    const head = '--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\nX-Long: '
    const pieces = async function* () {
      yield head
      for (let i = 0; i < 50; i++) yield megabyte
      yield '\r\n\r\na,b\r\n--x--\r\n'
    }
    const status = await new Promise<number>((resolve, reject) => {
      const asked = request(`${process.env.APP_URL}/api/files`, {
        method: 'POST',
        headers: { ...doctor, 'content-type': 'multipart/form-data; boundary=x' },
      })
      asked.on('response', (answer) => resolve(answer.statusCode!)).on('error', reject)
      void (async () => {
        for await (const piece of pieces())
          if (!asked.write(piece)) await new Promise((resume) => asked.once('drain', resume))
        asked.end()
      })()
    })
    assert.include([201, 400, 413], status)
    assert.isBelow(process.memoryUsage().rss - before, 100 * 1024 ** 2)
    assert.equal((await send('GET', '/health/live')).status, 200)
  })

  test('keeps nothing of an upload that breaks off', async ({ assert }) => {
    const doctor = await bearer('doctor')
    await upload(doctor, 'a', 'a.csv')
    const before = stored()
    const asked = request(`${process.env.APP_URL}/api/files`, {
      method: 'POST',
      headers: { ...doctor, 'content-type': 'multipart/form-data; boundary=x' },
    })
    asked.on('error', () => undefined)
    asked.write(
      `--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n${'a'.repeat(100_000)}`
    )
    await sleep(300)
    asked.destroy()
    await sleep(500)
    assert.equal(stored(), before)
  })
})

test.group('GET /api/files/:id', () => {
  test('gives a temporary file to its owner alone', async ({ assert }) => {
    const [doctor, other] = [await bearer('doctor'), await bearer('doctor2')]
    const { id } = (await upload(doctor, 'a,b\n', '表 格.csv')).body.data
    const answer = await get(`/api/files/${id}`, doctor)
    assert.equal(await answer.text(), 'a,b\n')
    assert.equal(answer.headers.get('x-content-type-options'), 'nosniff')
    assert.match(answer.headers.get('content-security-policy')!, /sandbox/)
    assert.equal(
      answer.headers.get('content-disposition'),
      "attachment; filename*=UTF-8''%E8%A1%A8%20%E6%A0%BC.csv"
    )
    for (const path of [id, '01a21396-26dd-77d9-af61-ae4772aaebcc', 'nonsense'])
      assert.equal((await get(`/api/files/${path}`, other)).status, 404)
    assert.equal((await get(`/api/files/${id}`)).status, 401)
  })

  test('shows safe images, and nothing else, in the page', async ({ assert }) => {
    const doctor = await bearer('doctor')
    const image = (await upload(doctor, PNG, 'a.png')).body.data.id
    const page = (await upload(doctor, '<html><script>alert(1)</script>', 'a.html')).body.data.id
    const shown = await get(`/api/files/${image}`, doctor)
    assert.match(shown.headers.get('content-disposition')!, /^inline/)
    const text = await get(`/api/files/${page}`, doctor)
    assert.match(text.headers.get('content-disposition')!, /^attachment/)
    assert.match(text.headers.get('content-type')!, /^text\/plain/)
  })

  test('a signed address works without a session, for its file only, as long as its person may', async ({
    assert,
  }) => {
    const doctor = await bearer('doctor')
    const client = await clientOf('doctor')
    const [a, b] = [
      (await upload(doctor, PNG, 'a.png')).body.data.id,
      (await upload(doctor, PNG, 'b.png')).body.data.id,
    ]
    const { url } = (await client('GET', `/api/files/${a}/address`)).body.data
    assert.equal((await get(url)).status, 200)
    assert.equal((await get(url.replace(a, b))).status, 404)
    assert.equal((await get(`${url}x`)).status, 404)
    await execute(sql`update core__files set created_by = null where id = ${a}`)
    assert.equal((await get(url)).status, 404)
  })

  test('nobody takes a temporary file after a day', async ({ assert }) => {
    const doctor = await bearer('doctor')
    const { id } = (await upload(doctor, 'a', 'a.csv')).body.data
    const before = stored()
    await sweepFiles(Date.now() + 23 * 3600_000)
    assert.equal((await get(`/api/files/${id}`, doctor)).status, 200)
    assert.isAbove(await sweepFiles(Date.now() + 25 * 3600_000), 0)
    assert.equal((await get(`/api/files/${id}`, doctor)).status, 404)
    assert.isBelow(stored(), before)
    assert.exists(await row(sql`select id from core__files where id = ${id} and live <> ''`))
  })

  test('what a killed upload left on the disk goes after a day, and nothing else', async ({
    assert,
  }) => {
    const doctor = await bearer('doctor')
    const { id } = (await upload(doctor, 'kept', 'kept.csv')).body.data
    const { stored_as: known } = (await row(
      sql`select stored_as from core__files where id = ${id}`
    ))!
    const place = (name: string) => join(env.storagePath, 'files', name)
    const write = (name: string, hoursOld: number) => {
      mkdirSync(dirname(place(name)), { recursive: true })
      writeFileSync(place(name), 'half')
      const at = Date.now() / 1000 - hoursOld * 3600
      utimesSync(place(name), at, at)
    }
    const left = '2026-01/00000000-0000-4000-8000-000000000001'
    const running = '2026-01/00000000-0000-4000-8000-000000000002'
    const foreign = '2026-01/readme.txt'
    write(left, 25)
    write(running, 23)
    write(foreign, 1000)
    write(known as string, 1000)
    assert.equal(await sweepContents(), 1)
    assert.isFalse(existsSync(place(left)))
    for (const name of [running, foreign, known as string])
      assert.isTrue(existsSync(place(name)), name)
    assert.equal((await get(`/api/files/${id}`, doctor)).status, 200)
    assert.equal(await sweepContents(), 0)
  })
})
