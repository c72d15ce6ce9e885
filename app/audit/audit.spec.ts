import { test } from '@japa/runner'
import { clientOf, makePerson, makeRole } from '#tests/people.ts'

test.group('GET /api/resources/:resource/:id/audit', () => {
  test('tells who did what, to those who may read the log', async ({ assert }) => {
    const admin = await clientOf('admin')
    const made = await admin('POST', '/api/resources/dictionary.drugs', {
      code: `AUD-${process.pid}`,
      genericName: '审计药',
    })
    const path = `/api/resources/dictionary.drugs/${made.body.data.id}`
    await admin('PATCH', path, { version: 1, genericName: '改名' })
    for (const login of ['admin', 'auditor']) {
      const answer = await (await clientOf(login))('GET', `${path}/audit`)
      assert.equal(answer.status, 200)
      assert.sameMembers(
        answer.body.data.map(({ action }: { action: string }) => action),
        ['create', 'update']
      )
      assert.equal(answer.body.data[0].by.label, '系统管理员')
    }
    const doctor = await clientOf('doctor')
    assert.equal((await doctor('GET', `${path}/audit`)).status, 404)
  })

  test('does not exist for a bad id or an unknown resource', async ({ assert }) => {
    const auditor = await clientOf('auditor')
    const id = '01900000-0000-7000-8000-000000000000'
    for (const path of ['dictionary.drugs/1', `dictionary.nothing/${id}`])
      assert.equal((await auditor('GET', `/api/resources/${path}/audit`)).status, 404)
  })

  test('shows no column of the log that is not granted', async ({ assert }) => {
    const admin = await clientOf('admin')
    const role = await makeRole(admin, `log-reader-${process.pid}`, [
      { resource: 'core.audit', action: 'read', readFields: ['action', 'record', 'resource'] },
    ])
    const { login } = await makePerson(admin, `log-reader-${process.pid}`, [role])
    const me = await admin('GET', '/api/auth/me')
    const reader = await clientOf(login)
    const answer = await reader('GET', `/api/resources/core.users/${me.body.data.id}/audit`)
    assert.equal(answer.status, 200)
    assert.isTrue(
      answer.body.data.every(
        ({ by, ip }: { by: unknown; ip: unknown }) => by === null && ip === null
      )
    )
  })
})
