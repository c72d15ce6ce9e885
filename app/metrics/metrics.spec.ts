/** Metrics over HTTP: for this machine alone, with numbers and no names. */
import { request } from 'node:http'
import { test } from '@japa/runner'
import { clientOf } from '#tests/people.ts'

const get = (headers: Record<string, string> = {}) =>
  fetch(`${process.env.APP_URL}/metrics`, { headers: { connection: 'close', ...headers } })

test.group('Metrics', () => {
  test('are told to this machine, and to nobody a proxy speaks for', async ({ assert }) => {
    assert.equal((await get()).status, 200)
    for (const headers of [
      { 'x-forwarded-for': '203.0.113.9' },
      { 'x-forwarded-for': '127.0.0.1' },
      { forwarded: 'for=127.0.0.1' },
    ] as Record<string, string>[]) {
      const refused = await get(headers)
      assert.equal(refused.status, 401, JSON.stringify(headers))
      assert.notInclude(await refused.text(), 'process_')
    }
  })

  test('count requests by the pattern of their route, and say nothing of people', async ({
    assert,
  }) => {
    const admin = await clientOf('admin')
    const { body } = await admin('GET', '/api/resources/core.users?search=林静')
    const [{ id }] = body.data
    await admin('GET', `/api/resources/core.users/${id}`)
    await admin('GET', '/nothing/here?secret=杏林')
    await odd()
    const text = await (await get()).text()
    assert.match(
      text,
      /xinglin_http_request_duration_seconds_count\{[^}]*method="GET",route="\/api\/resources\/:resource\/:id",status="200"[^}]*\} [1-9]/
    )
    assert.match(text, /route="none",status="404"/)
    for (const word of ['process_cpu_seconds_total', 'nodejs_eventloop_lag', 'xinglin_database_up'])
      assert.include(text, word)
    for (const word of [
      /xinglin_outbox_events\{state="outbox"[^}]*\} \d/,
      /xinglin_outbox_lag_seconds\{[^}]*\} [\d.]+/,
      /xinglin_jobs\{state="queued"[^}]*\} \d/,
      /xinglin_db_connections\{pool="\w+",state="used"[^}]*\} \d/,
      /xinglin_realtime_sockets\{[^}]*\} \d/,
    ])
      assert.match(text, word)
    for (const secret of [id, '林静', '杏林', 'secret', 'core.users', 'PROPFIND', 'admin'])
      assert.notInclude(text, secret)
  })
})

/** A method nobody has heard of. */
function odd(): Promise<void> {
  return new Promise((resolve) => {
    const url = new URL(process.env.APP_URL!)
    const sent = request({ host: url.hostname, port: url.port, path: '/', method: 'PROPFIND' })
    sent.on('response', (answer) => answer.resume().on('end', resolve))
    sent.end()
  })
}
