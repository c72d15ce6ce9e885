import { test } from '@japa/runner'
import { clientOf, send, type Client } from '#tests/people.ts'
import { DEMO_PASSWORD } from '#app/system/demo.ts'

const MENUS = '/api/resources/core.menus'

test.group('Menus', (group) => {
  let admin: Client
  let roles: string[]
  group.setup(async () => {
    admin = await clientOf('admin')
    const { body } = await admin('GET', '/api/resources/core.roles?pageSize=100')
    roles = body.data.map(({ id }: { id: string }) => id)
  })

  test('a menu leads to what there is, or to the web', async ({ assert }) => {
    const made = (kind: string, target: string) =>
      admin('POST', MENUS, { name: '试验', kind, target })
    for (const [kind, target] of [
      ['link', 'javascript:alert(1)'],
      ['link', 'data:text/html,x'],
      ['screen', 'clinic.nothing'],
      ['screen', 'page:../x'],
    ] as const) {
      const { status, body } = await made(kind, target)
      assert.equal(status, 422, target)
      assert.equal(body.errors[0].field, 'target')
    }
    for (const [kind, target] of [
      ['link', 'https://www.nhc.gov.cn/'],
      ['screen', 'core.users'],
      ['screen', 'page:jobs'],
    ] as const)
      assert.equal((await made(kind, target)).status, 201, target)
  })

  test('who keeps the menus is told where they can lead, others are not', async ({ assert }) => {
    const { body } = await admin('GET', '/api/menus/targets')
    const core = body.data.find(({ origin }: { origin: string }) => origin === 'core')
    assert.deepInclude(core.resources, { name: 'core.users', label: '人员账号' })
    const needs = [{ resource: 'core.users', action: 'list' }]
    assert.deepInclude(core.pages, { name: 'users', needs })
    assert.equal((await (await clientOf('doctor'))('GET', '/api/menus/targets')).status, 404)
  })

  test('whoever works in English reads the English name', async ({ assert }) => {
    const name = `表单下载${Date.now()}`
    const menu = { name, nameEn: `Forms ${name}`, kind: 'screen', target: 'page:jobs', roles }
    assert.equal((await admin('POST', MENUS, menu)).status, 201)
    const { body } = await send('POST', '/api/auth/tokens', {
      login: 'admin',
      password: DEMO_PASSWORD,
    })
    const namesIn = async (language: string) => {
      const answer = await send('GET', '/api/meta', undefined, {
        'authorization': `Bearer ${body.data.token}`,
        'accept-language': language,
      })
      return JSON.stringify(answer.body.data.menus)
    }
    assert.include(await namesIn('zh-CN'), `"name":"${name}"`)
    assert.include(await namesIn('en'), `"name":"Forms ${name}"`)
  })
})
