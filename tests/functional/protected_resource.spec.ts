/** Reading a record of a protected resource leaves a line, who, whose and when, whichever way it was read. */
import { test } from '@japa/runner'
import { systemGrant } from '#app/access/grant.ts'
import { sql } from '#app/database/sql.ts'
import { execute, rows } from '#app/database/store.ts'
import { defineResource } from '#app/resources/define_resource.ts'
import {
  belongsTo,
  file,
  hasMany,
  integer,
  protect,
  string,
} from '#app/resources/fields/builders.ts'
import { create } from '#app/resources/operations/create.ts'
import { find } from '#app/resources/operations/find.ts'
import { getResource } from '#app/resources/registry.ts'
import { clientOf, makePerson, makeRole, type Client } from '#tests/people.ts'
import { bearer, ended, upload } from '#tests/transfers.ts'
import { makeResources } from './exam_resource.ts'

const patients = defineResource('looks.patients', {
  fields: {
    name: string({ required: true, search: true }),
    ward: string(),
    age: integer(),
    mobile: protect({ as: 'mobile' }),
    papers: file(),
    mother: belongsTo('looks.patients'),
    family: belongsTo('looks.families'),
  },
  title: 'name',
  protected: true,
})
const visits = defineResource('looks.visits', {
  fields: { reason: string(), patient: belongsTo('looks.patients') },
  title: 'reason',
})
const families = defineResource('looks.families', {
  fields: {
    word: string(),
    members: hasMany('looks.patients', { mappedBy: 'family', subTable: true }),
  },
  title: 'word',
})
const PATIENTS = '/api/resources/looks.patients'

interface Look {
  action: string
  record: string | null
  actor: string
  actorName: string
  detail: Record<string, unknown> | null
}

test.group('A protected resource', (group) => {
  let reader: Client
  let readerId: string
  let login: string
  let mine: string
  let other: string
  let hidden: string
  let visit: string
  let family: string

  group.setup(async () => {
    await makeResources(families, patients, visits)
    const make = async (resource: string, values: object) =>
      (await create(systemGrant(getResource(resource), 'create'), values)).id
    family = await make('looks.families', { word: '王家' })
    const of = { family, ward: 'a', mobile: '13800138000' }
    mine = await make('looks.patients', { ...of, name: '王一', age: 30 })
    other = await make('looks.patients', { ...of, name: '王二', age: 30, mother: mine })
    hidden = await make('looks.patients', { name: '李三', ward: 'b' })
    visit = await make('looks.visits', { reason: '复诊', patient: other })
    await make('looks.visits', { reason: '初诊', patient: hidden })
    const admin = await clientOf('admin')
    const scope = [{ field: 'ward', operator: 'eq', value: 'a' }]
    const actions = ['list', 'read', 'update', 'pick', 'export', 'aggregate', 'reveal']
    const role = await makeRole(admin, '看病人', [
      ...actions.map((action) => ({ resource: 'looks.patients', action, scope })),
      ...['list', 'read'].map((action) => ({ resource: 'looks.visits', action })),
      { resource: 'looks.families', action: 'read' },
    ])
    ;({ id: readerId, login } = await makePerson(admin, `looks-${Date.now()}`, [role]))
    reader = await clientOf(login)
  })

  /** The lines that the work leaves. */
  async function looksOf(work: () => Promise<unknown>): Promise<Look[]> {
    // The lines before it are of no interest, and ids of one millisecond have no order.
    await execute(
      sql`update core__audit set action = ${'seen'} where resource = ${'looks.patients'}`
    )
    await work()
    const found = await rows(
      sql`select action, record, actor, actor_name, detail from core__audit where resource = ${'looks.patients'} and action <> ${'seen'} order by record`
    )
    return found.map((line) => ({
      action: line.action as string,
      record: line.record as string | null,
      actor: line.actor as string,
      actorName: line.actor_name as string,
      detail: JSON.parse((line.detail as string | null) ?? 'null'),
    }))
  }
  const ofList = (via: string, ...ids: string[]) =>
    ids.map((record) => ({
      action: 'look',
      record,
      actor: readerId,
      actorName: login,
      detail: { via },
    }))

  test('one record, its history, and a refusal', async ({ assert }) => {
    for (const path of [`${PATIENTS}/${mine}`, `${PATIENTS}/${mine}/revisions`]) {
      const [line, ...more] = await looksOf(() => reader('GET', path))
      assert.deepInclude(line, { action: 'look', record: mine, actor: readerId, detail: null })
      assert.lengthOf(more, 0)
    }
    const [refused] = await looksOf(async () =>
      assert.equal((await reader('GET', `${PATIENTS}/${hidden}`)).status, 404)
    )
    assert.deepInclude(refused, { record: hidden, detail: { refused: 'E_NOT_FOUND' } })
  })

  test('each record that a page shows, whatever its fields; no other', async ({ assert }) => {
    for (const query of ['', '?fields=age', '?search=wang', '?total=none&can=true'])
      assert.deepEqual(
        await looksOf(() => reader('GET', PATIENTS + query)),
        ofList('list', mine, other),
        query
      )
    const second = await looksOf(() =>
      reader('POST', `${PATIENTS}/query`, {
        pageSize: 1,
        page: 2,
        sorters: [{ field: 'name', order: 'asc' }],
      })
    )
    assert.deepEqual(second, ofList('list', other))
    assert.deepEqual(await looksOf(() => reader('GET', `${PATIENTS}?search=lisan`)), [])
  })

  test('options of a select box', async ({ assert }) => {
    const lines = await looksOf(() => reader('GET', `${PATIENTS}?as=options`))
    assert.deepEqual(lines, ofList('pick', mine, other))
  })

  test('fields read through a relation, and rows of a sub-table', async ({ assert }) => {
    const path = '/api/resources/looks.visits'
    const through = await looksOf(async () => {
      const { body } = await reader('GET', `${path}?fields=patient.mobile,patient.mother.name`)
      assert.include(JSON.stringify(body.data), '王一')
    })
    assert.deepEqual(through, ofList('list', mine, other))
    const one = await looksOf(() => reader('GET', `${path}/${visit}?fields=patient.age`))
    assert.deepEqual(one, ofList('read', other))
    assert.deepEqual(await looksOf(() => reader('GET', path)), [])
    const inside = await looksOf(() => reader('GET', `/api/resources/looks.families/${family}`))
    assert.deepEqual(inside, ofList('list', mine, other))
  })

  test('an export, a revealed field, numbers', async ({ assert }) => {
    const exported = await looksOf(async () => {
      const { body } = await reader('POST', `${PATIENTS}/exports`, { format: 'csv', query: {} })
      assert.equal((await ended(reader, body.data.jobId)).state, 'done')
    })
    assert.deepEqual(
      exported.filter(({ action }) => action === 'look'),
      ofList('export', mine, other)
    )
    assert.isTrue(exported.some(({ action }) => action === 'export'))

    const [revealed] = await looksOf(() =>
      reader('POST', `${PATIENTS}/${mine}/reveal`, { field: 'mobile', reason: '回访' })
    )
    assert.deepInclude(revealed, { action: 'reveal', record: mine, actor: readerId })

    const groupBy = encodeURIComponent('[{"field":"name"}]')
    const metrics = encodeURIComponent('[{"fn":"count"}]')
    const [numbers] = await looksOf(() =>
      reader('GET', `${PATIENTS}/aggregate?metrics=${metrics}&groupBy=${groupBy}`)
    )
    assert.deepInclude(numbers, {
      record: null,
      detail: { via: 'aggregate', groupedBy: ['name'] },
    })
  })

  test('a file of the record', async ({ assert }) => {
    const paper = (await upload(await bearer(login), 'a,b\n', 'a.csv')).body.data.id
    const { version } = (await reader('GET', `${PATIENTS}/${mine}`)).body.data
    const attached = { version, papers: [paper] }
    assert.equal((await reader('PATCH', `${PATIENTS}/${mine}`, attached)).status, 200)
    const [line] = await looksOf(() => reader('GET', `/api/files/${paper}/address`))
    assert.deepInclude(line, { action: 'look', record: mine, actor: readerId })
  })

  test('a refusal that shows the record', async ({ assert }) => {
    const looks = await looksOf(async () => {
      const stale = await reader('PATCH', `${PATIENTS}/${mine}`, { version: 99, age: 31 })
      assert.equal(stale.status, 409)
      assert.equal(stale.body.errors[0].meta.record.name, '王一')
    })
    assert.deepEqual(
      looks.map(({ action, record, actor }) => [action, record, actor]),
      [['look', mine, readerId]]
    )
  })

  test('what the system reads leaves none', async ({ assert }) => {
    const lines = await looksOf(() =>
      find(systemGrant(getResource('looks.patients'), 'read'), mine)
    )
    assert.deepEqual(lines, [])
  })

  test('reading the log names records to who may see them, and is no look itself', async ({
    assert,
  }) => {
    const admin = await clientOf('admin')
    const about = [{ field: 'record', operator: 'eq', value: mine }]
    const path = `/api/audit?filters=${encodeURIComponent(JSON.stringify(about))}`
    const role = await makeRole(admin, `looks-log-${process.pid}`, [
      { resource: 'core.audit', action: 'list' },
      { resource: 'looks.patients', action: 'pick' },
    ])
    const { login: picker } = await makePerson(admin, `looks-log-${process.pid}`, [role])
    const client = await clientOf(picker)
    const first = (await client('GET', path)).body
    assert.isNotEmpty(first.data)
    assert.isTrue(first.data.every(({ record }: any) => typeof record.label === 'string'))
    assert.equal((await client('GET', path)).body.meta.total, first.meta.total)
    const auditor = (await (await clientOf('auditor'))('GET', path)).body
    assert.isTrue(auditor.data.every(({ record }: any) => record.label === null))
  })
})
