import { test } from '@japa/runner'
import { clientOf, send } from '#tests/people.ts'
import { bearer, importTable } from '#tests/transfers.ts'

test.group('GET /api/jobs', () => {
  test('lists one own jobs in words, without trials, and never those of others', async ({
    assert,
  }) => {
    const admin = await clientOf('admin')
    const plan = { mapping: { 编码: 'code', 名称: 'name', 类别: 'kind' }, mode: 'create' }
    const table = '编码,名称,类别\r\nJOB1,血常规,检验'
    const headers = await bearer('admin')
    const items = 'dictionary.items'
    await importTable(admin, headers, items, table, { ...plan, dryRun: true }, '试.csv')
    const job = await importTable(admin, headers, items, table, plan, '项目.csv')

    const { status, body } = await admin('GET', '/api/jobs')
    assert.equal(status, 200)
    assert.deepEqual(body.data[0], job)
    assert.include(body.data[0], { kind: 'import', state: 'done', resource: items })
    assert.match(body.data[0].subject, /项目 · 项目\.csv$/)
    assert.match(body.data[0].createdAt, /^\d{4}-\d\d-\d\dT[\d:.]+Z$/)
    assert.notInclude(JSON.stringify(body), '试.csv')

    const doctor = await clientOf('doctor')
    assert.notInclude(JSON.stringify((await doctor('GET', '/api/jobs')).body), job.id)
    assert.equal((await doctor('GET', `/api/jobs/${job.id}`)).status, 404)
    assert.equal((await send('GET', '/api/jobs')).status, 401)
  })
})
