/** What field types answer over HTTP: regions, reveal, and files in a record. */
import { test } from '@japa/runner'
import { systemGrant, type Actor } from '#app/access/grant.ts'
import { sql } from '#app/database/sql.ts'
import { execute } from '#app/database/store.ts'
import { Refusal } from '#app/errors/refusal.ts'
import { defineResource } from '#app/resources/define_resource.ts'
import { file, image, protect, string } from '#app/resources/fields/builders.ts'
import { create } from '#app/resources/operations/create.ts'
import { find } from '#app/resources/operations/find.ts'
import { update } from '#app/resources/operations/update.ts'
import { Grant } from '#app/access/grant.ts'
import { newRecordId } from '#app/database/record_id.ts'
import { seedRecord } from '#app/resources/operations/seed_record.ts'
import { getResource } from '#app/resources/registry.ts'
import type { Resource } from '#app/resources/resource.ts'
import { clientOf, makePerson, makeRole, send } from '#tests/people.ts'
import { makeResources } from './exam_resource.ts'

const definition = defineResource('exam.folders', {
  fields: {
    title: string(),
    mobile: protect({ as: 'mobile' }),
    papers: file({ accept: ['.pdf'], maxCount: 2 }),
    photos: image(),
  },
  title: 'title',
})
let folders: Resource

async function codesOf(work: () => Promise<unknown>): Promise<string> {
  try {
    await work()
    return 'done'
  } catch (error) {
    if (error instanceof Refusal)
      return error.problems.map(({ code, field }) => `${code} ${field}`).join()
    throw error
  }
}

test.group('Field routes', (group) => {
  group.setup(async () => {
    ;[folders] = (await makeResources(definition)) as [Resource]
  })

  test('regions are for the signed-in, nested, and cached by their tag', async ({ assert }) => {
    assert.equal((await send('GET', '/api/regions')).status, 401)
    const client = await clientOf('patient')
    const { status, body, headers } = await client('GET', '/api/regions')
    assert.equal(status, 200)
    assert.lengthOf(body.data, 34)
    const guangdong = body.data.find(({ code }: { code: string }) => code === '44')
    const guangzhou = guangdong.children.find(({ code }: { code: string }) => code === '4401')
    assert.equal(guangzhou.name, '广州市')
    assert.isTrue(guangzhou.children.some(({ code }: { code: string }) => code === '440103'))
    assert.match(headers.get('etag')!, /^".+"$/)
    assert.match(headers.get('cache-control')!, /max-age=\d+/)
  })

  test('reveal asks for the grant of that name', async ({ assert }) => {
    const admin = await clientOf('admin')
    const { id } = await create(systemGrant(folders, 'create'), { mobile: '13800138000' })
    const look = {
      resource: 'exam.folders',
      action: 'read',
      readFields: '*',
      writeFields: [],
      scope: null,
    }
    const role = await makeRole(admin, `看${Date.now()}`, [look])
    const login = `r${Date.now()}`
    await makePerson(admin, login, [role])
    const client = await clientOf(login)
    const path = `/api/resources/exam.folders/${id}`
    const ask = () => client('POST', `${path}/reveal`, { field: 'mobile', reason: '回访' })
    assert.equal((await client('GET', path)).body.data.mobile, '138****8000')
    assert.equal((await ask()).status, 403)
    const reveal = { ...look, role, action: 'reveal', readFields: ['mobile'] }
    assert.equal((await admin('POST', '/api/resources/core.grants', reveal)).status, 201)
    const shown = await ask()
    assert.equal(shown.status, 200)
    assert.deepEqual(shown.body, { data: { value: '13800138000' } })
    assert.equal(shown.headers.get('cache-control'), 'no-store')
    const nobody = await clientOf('patient')
    assert.equal(
      (await nobody('POST', `${path}/reveal`, { field: 'mobile', reason: 'x' })).status,
      404
    )
  })

  test('files: one’s own temporary ones in, id and name out', async ({ assert }) => {
    const user = newRecordId()
    const actor = personOf(user)
    const writing = new Grant(actor, folders, 'create', systemGrant(folders, 'create').rules)
    const [mine, other, theirs, text] = await Promise.all([
      makeFile('a.pdf', 'application/pdf', user),
      makeFile('b.pdf', 'application/pdf', user),
      makeFile('c.pdf', 'application/pdf', newRecordId()),
      makeFile('d.txt', 'text/plain', user),
    ])
    const { id } = await create(writing, { papers: [mine, other] })
    const shown = (await find(systemGrant(folders, 'read'), id)).data
    assert.deepEqual(shown.papers, [
      { id: mine, label: 'a.pdf' },
      { id: other, label: 'b.pdf' },
    ])
    assert.deepEqual(shown.photos, [])
    const changing = new Grant(actor, folders, 'update', writing.rules)
    assert.equal((await update(changing, id, { papers: [mine, other] }, 1)).version, 1)
    assert.equal((await update(changing, id, { papers: [other] }, 1)).version, 2)
    const put = (values: object) => codesOf(() => create(writing, values))
    assert.equal(await put({ papers: [theirs] }), 'E_RELATION papers')
    assert.equal(await put({ papers: [other] }), 'E_RELATION papers')
    assert.equal(await put({ papers: [text] }), 'E_UNSUPPORTED_FILE papers')
    assert.equal(await put({ photos: [text] }), 'E_UNSUPPORTED_FILE photos')
    assert.equal(await put({ papers: [mine, mine] }), 'E_INVALID papers')
    assert.equal(await put({ papers: ['1'] }), 'E_RELATION papers.0')
    assert.equal(await put({ papers: [mine, other, text] }), 'E_LENGTH papers')
    assert.equal(await put({ papers: mine }), 'E_TYPE papers')
  })
})

async function makeFile(fileName: string, type: string, owner: string): Promise<string> {
  const values = { name: fileName, size: 10, type, hash: 'x' }
  const id = await seedRecord(getResource('core.files'), values)
  await execute(sql`update core__files set created_by = ${owner} where id = ${id}`)
  return id
}

function personOf(id: string): Actor {
  const user = {
    id,
    login: 'exam',
    name: 'exam',
    departmentId: null,
    departmentIds: [],
    departmentTreeIds: [],
    institutionId: null,
    roleIds: [],
    staffId: null,
  }
  return { user, rules: new Map() }
}
