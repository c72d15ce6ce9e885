/** Screens made by hand: delivered to those who may use them, refused when they could not be shown. */
import { test } from '@japa/runner'
import { clientOf, makePerson, makeRole, type Client } from '#tests/people.ts'

const SCREENS = '/api/resources/core.screens'
const RESOURCE = 'dictionary.drugs'

const LIST = {
  name: `${RESOURCE}.list`,
  title: '在售药品',
  resource: RESOURCE,
  kind: 'list',
  layout: {
    columns: [{ field: 'genericName', width: 220 }, { field: 'price' }],
    filters: [{ field: 'price', operator: 'gt', value: 0 }],
  },
}
const FORM = {
  name: `${RESOURCE}.form`,
  resource: RESOURCE,
  kind: 'form',
  layout: {
    sections: [
      { title: '名称', fields: ['code', 'genericName', 'kind'] },
      { title: '价格', fields: ['price'] },
    ],
  },
}

async function screensOf(person: Client) {
  return (await person('GET', '/api/meta')).body.data.screens
}

test.group('Screens made by hand', (group) => {
  let admin: Client
  group.setup(async () => {
    admin = await clientOf('admin')
  })
  group.each.teardown(async () => {
    const { body } = await admin('GET', `${SCREENS}?pageSize=500`)
    for (const { id } of body.data) await admin('DELETE', `${SCREENS}/${id}`)
  })

  test('take the place of the generated ones in the metadata, until they are deleted', async ({
    assert,
  }) => {
    assert.deepEqual(await screensOf(admin), {})
    const made = await admin('POST', SCREENS, LIST)
    assert.equal(made.status, 201, JSON.stringify(made.body))
    assert.equal((await admin('POST', SCREENS, FORM)).status, 201)
    assert.deepEqual(await screensOf(admin), {
      [LIST.name]: {
        name: LIST.name,
        kind: 'list',
        title: '在售药品',
        resource: RESOURCE,
        ...LIST.layout,
      },
      [FORM.name]: {
        name: FORM.name,
        kind: 'form',
        title: '药品',
        resource: RESOURCE,
        ...FORM.layout,
      },
    })
    await admin('DELETE', `${SCREENS}/${made.body.data.id}`)
    assert.notProperty(await screensOf(admin), LIST.name)
  })

  test('name only fields that the person sees, and nothing of a resource that is not theirs', async ({
    assert,
  }) => {
    await admin('POST', SCREENS, LIST)
    await admin('POST', SCREENS, FORM)
    const role = await makeRole(admin, `screens ${Date.now()}`, [
      { resource: RESOURCE, action: 'list', readFields: ['code', 'genericName'] },
    ])
    const { login } = await makePerson(admin, `screens${Date.now()}`, [role])
    const seen = await screensOf(await clientOf(login))
    assert.deepEqual(Object.keys(seen), [LIST.name], 'neither makes nor changes drugs: no form')
    assert.deepEqual(seen[LIST.name].columns, [{ field: 'genericName', width: 220 }])
    assert.notProperty(seen[LIST.name], 'filters', 'the price is not theirs to ask about')
    assert.deepEqual(await screensOf(await clientOf('patient')), {})
  })

  test('are refused, with the place of the mistake, when they could not be shown', async ({
    assert,
  }) => {
    const list = (layout: unknown) => ({ ...LIST, layout })
    const form = (...sections: unknown[]) => ({ ...FORM, layout: { sections } })
    const all = ['code', 'genericName', 'kind']
    const wrong: [string, string, unknown][] = [
      ['resource', 'E_INVALID', { ...LIST, resource: 'dictionary.nothing' }],
      ['name', 'E_INVALID', { ...LIST, name: 'something.else' }],
      ['kind', 'E_INVALID', { ...LIST, kind: 'tree' }],
      ['columns', 'layout', list({ columns: [] })],
      ['columns.0.field', 'layout', list({ columns: [{ field: 'nothing' }] })],
      ['columns.1.field', 'layout', list({ columns: [{ field: 'code' }, { field: 'code' }] })],
      ['columns.0.width', 'layout', list({ columns: [{ field: 'code', width: 1.5 }] })],
      ['columns.0', 'layout', list({ columns: [{ field: 'code', colour: 'red' }] })],
      ['sections', 'layout', list({ sections: [] })],
      ['columns', 'layout', list('columns')],
      ['filters.nothing', 'layout', list({ filters: [{ field: 'nothing', operator: 'null' }] })],
      ['filters.price', 'layout', list({ filters: [{ field: 'price', operator: 'contains' }] })],
      [
        'filters.$user.id',
        'layout',
        list({ filters: [{ field: 'code', operator: 'eq', value: '$user.id' }] }),
      ],
      ['sections', 'layout', form()],
      ['sections.0.fields.3', 'layout', form({ fields: [...all, 'nothing'] })],
      ['sections.1.fields.0', 'layout', form({ fields: all }, { fields: ['code'] })],
      ['sections.0.title', 'layout', form({ title: 1, fields: all })],
      ['sections: code', 'layout', form({ fields: ['genericName', 'kind'] })],
      ['component', 'layout', { name: 'my.page', kind: 'page', layout: { component: '../x' } }],
      ['name', 'E_INVALID', { name: RESOURCE, kind: 'page', layout: { component: 'jobs' } }],
    ]
    for (const [at, reason, screen] of wrong) {
      const answer = await admin('POST', SCREENS, screen)
      const [problem] = answer.body.errors ?? [{}]
      assert.equal(answer.status, 422, at)
      if (reason === 'layout') {
        assert.equal(problem.field, 'layout', at)
        assert.equal(problem.meta.at, at)
        assert.include(problem.message, at)
      } else assert.equal(problem.field, at)
    }
    assert.deepEqual(await screensOf(admin), {})
  })

  test('cannot be made wrong later, one part at a time', async ({ assert }) => {
    const { body } = await admin('POST', SCREENS, LIST)
    const { id, version } = body.data
    const change = (values: object) => admin('PATCH', `${SCREENS}/${id}`, { version, ...values })
    assert.equal((await change({ kind: 'form' })).status, 422)
    assert.equal((await change({ resource: 'dictionary.items' })).status, 422)
    assert.equal((await change({ layout: { columns: [{ field: 'nothing' }] } })).status, 422)
    const changed = await change({ layout: { columns: [{ field: 'code' }] } })
    assert.equal(changed.status, 200, JSON.stringify(changed.body))
    assert.deepEqual((await screensOf(admin))[LIST.name].columns, [{ field: 'code' }])
  })

  test('a page leads to a component of the admin code', async ({ assert }) => {
    const page = { name: 'my.jobs', title: '我的任务', kind: 'page', layout: { component: 'jobs' } }
    assert.equal((await admin('POST', SCREENS, page)).status, 201)
    const patient = await screensOf(await clientOf('patient'))
    assert.deepEqual(patient['my.jobs'], {
      name: 'my.jobs',
      kind: 'page',
      title: '我的任务',
      component: 'jobs',
    })
  })
})
