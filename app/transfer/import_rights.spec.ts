/** An import is no way round what holds for a single record, nor is taking it back. */
import { test } from '@japa/runner'
import { sql } from '#app/database/sql.ts'
import { row, rows } from '#app/database/store.ts'
import { DEMO_PASSWORD } from '#app/system/demo.ts'
import { clientOf, makePerson, makeRole } from '#tests/people.ts'
import { bearer, ended, importTable } from '#tests/transfers.ts'

const ACTIONS = ['import', 'create', 'update', 'list', 'read']
let number = 0

async function importer(resource: string) {
  const admin = await clientOf('admin')
  const login = `importer-${process.pid}-${++number}`
  const grants = ACTIONS.map((action) => ({ resource, action }))
  const role = await makeRole(admin, login, grants)
  const { id } = await makePerson(admin, login, [role])
  return { admin, id, role, client: await clientOf(login), headers: await bearer(login) }
}

test.group('Import of accounts', () => {
  const PASSWORDS = {
    mapping: { login: 'login', password: 'password' },
    mode: 'upsert',
    key: 'login',
  }

  test('sets no password of a stronger account', async ({ assert }) => {
    const { client, headers } = await importer('core.users')
    const table = 'login,password\nsecurity,Taken-over-2026\n'
    const job = await importTable(client, headers, 'core.users', table, PASSWORDS)
    assert.equal(job.state, 'failed')
    assert.equal(job.errors[0].code, 'E_FORBIDDEN')
    await clientOf('security', DEMO_PASSWORD)
    await assert.rejects(() => clientOf('security', 'Taken-over-2026'))
  })

  test('ends the sessions of whom it gives a new password, and so does taking it back', async ({
    assert,
  }) => {
    const { admin, client, headers } = await importer('core.users')
    const { login } = await makePerson(admin, `imported-${process.pid}`)
    const before = await clientOf(login)
    const table = `login,password\n${login},Another-one-2026\n`
    const job = await importTable(client, headers, 'core.users', table, PASSWORDS)
    assert.equal(job.state, 'done', JSON.stringify(job.errors))
    assert.equal((await before('GET', '/api/auth/me')).status, 401)
    const between = await clientOf(login, 'Another-one-2026')
    await client('POST', `/api/jobs/${job.id}/undo`)
    assert.equal((await ended(client, job.id)).state, 'undone')
    assert.equal((await between('GET', '/api/auth/me')).status, 401)
    await clientOf(login)
  })
})

test.group('Undo of an import', () => {
  test('is refused to whom the right to import was taken from', async ({ assert }) => {
    const { admin, id, client, headers } = await importer('dictionary.drugs')
    const code = `UNDO-${process.pid}`
    const mapping = { code: 'code', name: 'genericName', price: 'price' }
    const table = `code,name,price\n${code},甲,1\n`
    const job = await importTable(client, headers, 'dictionary.drugs', table, {
      mapping,
      mode: 'create',
    })
    assert.equal(job.state, 'done', JSON.stringify(job.errors))
    const membership = await row(
      sql`select id from core__memberships where user_id = ${id} and live = ''`
    )
    await admin('DELETE', `/api/resources/core.memberships/${membership!.id}`)
    assert.equal((await client('POST', `/api/jobs/${job.id}/undo`)).status, 404)
    assert.equal((await ended(client, job.id)).state, 'done')
    assert.exists(
      await row(sql`select id from dictionary__drugs where code = ${code} and live = ''`)
    )
  })

  test('leaves the rows that lie outside the scope by then', async ({ assert }) => {
    const { admin, client, headers, role } = await importer('dictionary.drugs')
    const [inside, outside] = [`IN-${process.pid}`, `OUT-${process.pid}`]
    const table = `code,name,price\n${inside},甲,1\n${outside},乙,1\n`
    const job = await importTable(client, headers, 'dictionary.drugs', table, {
      mapping: { code: 'code', name: 'genericName', price: 'price' },
      mode: 'create',
    })
    assert.equal(job.state, 'done', JSON.stringify(job.errors))
    const grant = await row(
      sql`select id, version from core__grants where role_id = ${role} and action = 'import' and live = ''`
    )
    const narrowed = await admin('PATCH', `/api/resources/core.grants/${grant!.id}`, {
      version: grant!.version,
      scope: [{ field: 'code', operator: 'eq', value: inside }],
    })
    assert.equal(narrowed.status, 200)
    assert.equal((await client('POST', `/api/jobs/${job.id}/undo`)).status, 202)
    const { result } = await ended(client, job.id)
    assert.deepInclude(result, { removed: 1, conflicts: 1 })
    assert.deepInclude(result.kept[0], { row: 3, reason: 'forbidden' })
    const left = await rows(sql`select code from dictionary__drugs where live = ''`)
    const codes = left.map(({ code }) => code)
    assert.include(codes, outside)
    assert.notInclude(codes, inside)
  })
})
