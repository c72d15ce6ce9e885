import { test } from '@japa/runner'
import { mayReadMetrics } from './who_may_read.ts'

const TOKEN = 'a-token-for-the-collector'
const local = { remoteAddress: '127.0.0.1', headers: {} }

test.group('Who may read metrics', () => {
  test('a process on this machine', ({ assert }) => {
    for (const remoteAddress of ['127.0.0.1', '127.1.2.3', '::1', '::ffff:127.0.0.1'])
      assert.isTrue(mayReadMetrics({ ...local, remoteAddress }))
    for (const remoteAddress of [
      '10.0.0.5',
      '::ffff:10.0.0.5',
      '1127.0.0.1',
      'fe80::1',
      '',
      undefined,
    ])
      assert.isFalse(mayReadMetrics({ ...local, remoteAddress }))
  })

  test('nobody behind a proxy, whatever the request says of itself', ({ assert }) => {
    for (const headers of [
      { 'x-forwarded-for': '127.0.0.1' },
      { 'x-forwarded-for': '1.2.3.4' },
      { forwarded: 'for=127.0.0.1' },
      { 'x-real-ip': '127.0.0.1' },
      { via: '1.1 proxy' },
    ]) {
      assert.isFalse(mayReadMetrics({ ...local, headers }))
      assert.isFalse(mayReadMetrics({ remoteAddress: '10.0.0.5', headers }))
    }
  })

  test('one that shows the token, from anywhere', ({ assert }) => {
    const from = (authorization: string, token?: string) =>
      mayReadMetrics({ remoteAddress: '10.0.0.5', headers: { authorization } }, token)
    assert.isTrue(from(`Bearer ${TOKEN}`, TOKEN))
    assert.isFalse(from(`Bearer ${TOKEN}x`, TOKEN))
    assert.isFalse(from(TOKEN, TOKEN))
    assert.isFalse(from(`Bearer ${TOKEN}`))
    // An empty METRICS_TOKEN is none.
    assert.isFalse(from('Bearer ', ''))
    assert.isFalse(from('', ''))
  })
})
