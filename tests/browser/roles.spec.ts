/** An administrator gives rights by clicking alone, and the person sees exactly what was given. */
import server from '@adonisjs/core/services/server'
import { test } from '@japa/runner'
import type { Browser, Page } from 'playwright-core'
import { startRealtime } from '#app/realtime/realtime.ts'
import { clientOf, makePerson } from '#tests/people.ts'
import { at, openBrowser, openPage, overflow, seriousProblems, signIn } from './visit.ts'

const ROLE = '诊断查阅员'
const LOGIN = 'diagnosis-reader'

const tick = (page: Page, name: string) => page.getByRole('checkbox', { name, exact: true }).click()
const press = (page: Page, name: string | RegExp) =>
  page.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name }).click()

/** Opens a select box by its label and takes the option. */
async function choose(page: Page, label: string, option: string): Promise<void> {
  const box = page.getByRole('combobox', { name: label, exact: true })
  // The chosen value lies over the input of the box.
  await box.click({ force: true })
  await page.locator('.ant-select-item-option:visible').filter({ hasText: option }).first().click()
}

test.group('Roles in the browser', (group) => {
  let browser: Browser
  let page: Page
  /** Names of the diagnoses that the scope lets through, asked as an administrator. */
  let expected: string[]
  let hidden: string
  let total: number

  group.setup(async () => {
    const admin = await clientOf('admin')
    await makePerson(admin, LOGIN)
    const named = async (operator: string) => {
      const filters = [{ field: 'name', operator, value: '妊娠' }]
      const asked = { filters, pageSize: 500, total: 'exact' }
      return (await admin('POST', '/api/resources/dictionary.diagnoses/query', asked)).body
    }
    const { data, meta } = await named('contains')
    expected = (data as { name: string }[]).map(({ name }) => name)
    total = meta.total
    hidden = (await named('ncontains')).data[0].name
    browser = await openBrowser()
    page = await openPage(browser)
    return () => browser.close()
  })

  test('an administrator makes a role, says which rows and fields, and gives it to a person', async ({
    assert,
  }) => {
    await signIn(page)
    await page.getByRole('menuitem', { name: '角色与权限' }).click()
    await press(page, '新建角色')
    await page.getByLabel('名称').fill(ROLE)
    await page.keyboard.press('Control+s')
    await page.getByRole('heading', { name: ROLE }).waitFor()

    await tick(page, '诊断：列表')
    await tick(page, '诊断：查看')
    await press(page, /设置“诊断”的范围和字段$/)
    await page.getByRole('radio', { name: /^按条件/ }).click()
    await press(page, /添加条件$/)
    await choose(page, '字段', '诊断名称')
    await page.getByRole('textbox', { name: '诊断名称' }).fill('妊娠')
    await tick(page, '查看章节')
    await tick(page, '查看状态')
    assert.deepEqual(await seriousProblems(page), [])
    await press(page, '完成')
    await page.getByText('2 项更改未保存').waitFor()
    await press(page, /^保\s*存$/)
    await page.getByText('权限已保存，立即生效').waitFor()
    assert.deepEqual(await seriousProblems(page), [])

    await page.getByRole('tab', { name: '菜单' }).click()
    const entry = (name: string) => page.locator('.ant-tree-treenode').filter({ hasText: name })
    const idle = (name: string) => entry(name).getByLabel(/^这个角色没有打开它的权限/)
    await entry('人员账号').locator('.ant-tree-checkbox').click()
    await entry('药品字典').locator('.ant-tree-checkbox').click()
    await idle('人员账号').waitFor()
    await idle('药品字典').waitFor()
    await press(page, '放弃更改')
    await entry('诊断字典').locator('.ant-tree-checkbox').click()
    assert.equal(await idle('诊断字典').count(), 0)
    await press(page, /^保\s*存$/)
    await page.getByText('菜单已保存').waitFor()

    await page.getByRole('tab', { name: '成员' }).click()
    await choose(page, '要添加的人员', LOGIN)
    await page.keyboard.press('Escape')
    await press(page, /添加$/)
    await page.getByText('已添加 1 人').waitFor()
    assert.deepEqual(await seriousProblems(page), [])
  })

  test('the person sees exactly these columns and rows', async ({ assert }) => {
    const other = await openPage(browser)
    await signIn(other, LOGIN)
    await other.getByRole('menuitem', { name: '诊断字典' }).click()
    await other.getByText(expected[0]!, { exact: true }).first().waitFor()
    const rows = other.locator('.ant-table-row')
    const shown = await rows.locator('a').allInnerTexts()
    assert.isAbove(expected.length, 1)
    assert.sameMembers(shown, expected.slice(0, shown.length))
    await other.getByText(`共 ${total} 条`).waitFor()
    const headers = await other.locator('.ant-table-thead').first().innerText()
    assert.include(headers, '诊断编码')
    assert.notInclude(headers, '章节')
    assert.notInclude(headers, '状态')
    assert.equal(await other.getByText(hidden, { exact: true }).count(), 0)
    assert.equal(await other.getByRole('menuitem').filter({ hasText: '药品字典' }).count(), 0)
    await other.context().close()
  })

  test('what is taken away leaves the screen that shows it', async ({ assert }) => {
    startRealtime(server.getNodeServer()!, { origin: process.env.APP_URL!, redisUrl: undefined })
    const other = await openPage(browser)
    await signIn(other, LOGIN)
    await other.getByRole('menuitem', { name: '诊断字典' }).click()
    const row = other.getByText(expected[0]!, { exact: true }).first()
    await row.waitFor()
    const admin = await clientOf('admin')
    const { data: grants } = (
      await admin(
        'GET',
        `/api/resources/core.grants?filters=${JSON.stringify([
          { field: 'role.name', operator: 'eq', value: ROLE },
          { field: 'action', operator: 'eq', value: 'list' },
        ])}&fields=scope`
      )
    ).body as { data: { id: string; version: number; scope: unknown }[] }
    const [{ id, version, scope }] = grants as [(typeof grants)[0]]
    const path = `/api/resources/core.grants/${id}`
    const none = [{ field: 'name', operator: 'eq', value: '没有这样的诊断' }]
    const narrowed = await admin('PATCH', path, { version, scope: none })
    assert.equal(narrowed.status, 200)
    await row.waitFor({ state: 'detached' })
    await admin('PATCH', path, { version: version + 1, scope })
    await row.waitFor()
    await admin('DELETE', `${path}`)
    await row.waitFor({ state: 'detached' })
    await admin('POST', `${path}/restore`, {})
    await row.waitFor()
    await other.context().close()
  })

  test('the explanation says that the right holds for these rows, and which they are', async ({
    assert,
  }) => {
    await page.getByRole('tab', { name: '权限查询' }).click()
    await choose(page, '人员', LOGIN)
    await choose(page, '数据', '诊断')
    await choose(page, '操作', '查看')
    await page.getByRole('heading', { name: '允许，只限数据范围内的记录' }).waitFor()
    const rule = page.getByRole('listitem').filter({ hasText: `角色“${ROLE}”允许` })
    assert.match(await rule.innerText(), /数据范围：诊断名称 包含 妊娠/)
    assert.deepEqual(await seriousProblems(page), [])
  })

  test('leaving with something staged asks first, and another role asks as well', async () => {
    await page.goto(at('/p/roles'))
    await press(page, new RegExp(`^${ROLE}`))
    await tick(page, '药品：列表')
    await press(page, /^药师/)
    await page.locator('.ant-modal-confirm-title').waitFor()
    await press(page, '继续编辑')
    await page.getByRole('menuitem', { name: '科室管理' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '留在页面' }).click()
    await page.getByText('1 项更改未保存').waitFor()
    await press(page, '放弃更改')
  })

  test('what somebody else saved meanwhile is shown before it is overwritten', async ({
    assert,
  }) => {
    const admin = await clientOf('admin')
    const { data: roles } = (await admin('GET', '/api/resources/core.roles?pageSize=100')).body
    const role = roles.find(({ name }: { name: string }) => name === ROLE).id
    await page.goto(at(`/p/roles?role=${role}`))
    await tick(page, '诊疗项目：列表')
    // Nobody tells the page: as if its connection had just gone.
    await page.route('**/api/resources/core.grants/query', (route) => route.abort())
    const made = await admin('POST', '/api/resources/core.grants', {
      role,
      resource: 'dictionary.items',
      action: 'list',
      readFields: ['name'],
    })
    assert.equal(made.status, 201)
    await page.unroute('**/api/resources/core.grants/query')
    await press(page, /^保\s*存$/)
    await page.getByText('有人刚刚改过这些权限').waitFor()
    await page.getByText('诊疗项目 · 列表').waitFor()
    await press(page, '采用对方的')
    await page.getByText('项更改未保存').waitFor({ state: 'detached' })
  })

  test('an account is made, gets a post and a new password by clicking', async ({ assert }) => {
    await page.goto(at('/p/users'))
    await press(page, '新建账号')
    await page.getByLabel('姓名').fill('白芷')
    await page.getByLabel('登录名').fill('baizhi')
    const password = await page.getByLabel('初始密码').inputValue()
    await press(page, /^保\s*存$/)
    await page.getByRole('heading', { name: '白芷' }).waitFor()
    await press(page, /添加任职$/)
    await choose(page, '角色', ROLE)
    await page.locator('.ant-select-dropdown:visible').waitFor({ state: 'detached' })
    await press(page, /^保\s*存$/)
    await page.getByText('任职已保存，立即生效').waitFor()
    assert.deepEqual(await seriousProblems(page), [])
    const other = await openPage(browser)
    await other.goto(at('/login'))
    await other.locator('input').nth(0).fill('baizhi')
    await other.locator('input').nth(1).fill(password)
    await other.keyboard.press('Enter')
    // The first sign-in asks for a password of their own.
    await other.getByText('新密码').first().waitFor()
    await other.context().close()
  })

  test('works on a phone', async ({ assert }) => {
    await page.setViewportSize({ width: 375, height: 812 })
    for (const [path, name] of [
      ['/p/roles', new RegExp(`^${ROLE}`)],
      ['/p/users', /林静/],
    ] as const) {
      await page.goto(at(path))
      await page.getByRole('button', { name }).waitFor()
      assert.isAtMost(await overflow(page), 0, path)
      await press(page, name)
      await page.getByRole('button', { name: /返回/ }).waitFor()
      await page.waitForLoadState('networkidle')
      assert.isAtMost(await overflow(page), 0, `${path}, one`)
      assert.deepEqual(await seriousProblems(page), [])
    }
  })
})

test.group('Roles with three administrators', (group) => {
  let browser: Browser
  group.setup(async () => {
    const on = await (
      await clientOf('admin')
    )('PUT', '/api/settings/security.separation', { value: true })
    if (on.status !== 200) throw new Error(JSON.stringify(on.body))
    browser = await openBrowser()
    return async () => {
      await browser.close()
      const security = await clientOf('security')
      const off = await security('PUT', '/api/settings/security.separation', { value: false })
      if (off.status !== 200) throw new Error(JSON.stringify(off.body))
    }
  })

  test('security gives rights but not to themselves, and makes no account', async ({ assert }) => {
    const page = await openPage(browser)
    await signIn(page, 'security')
    await page.getByRole('menuitem', { name: '角色与权限' }).click()
    await press(page, /^医生/)
    await page.getByRole('checkbox', { name: '药品：列表' }).waitFor()
    assert.isTrue(await page.getByRole('checkbox', { name: '药品：列表' }).isEnabled())
    await page.getByRole('region', { name: '角色' }).getByText('安全管理员').click()
    await page.getByText('不能修改自己所担任角色的权限').waitFor()
    assert.isTrue(await page.getByRole('checkbox', { name: '药品：列表' }).isDisabled())
    await page.getByRole('menuitem', { name: '人员账号' }).click()
    await press(page, /林静/)
    await page.getByRole('button', { name: /添加任职$/ }).waitFor()
    assert.equal(await page.getByRole('button', { name: '新建账号' }).count(), 0)
    assert.equal(await page.getByRole('button', { name: '重置密码' }).count(), 0)
  })

  test('the system administrator makes accounts, and gives nothing', async ({ assert }) => {
    const page = await openPage(browser)
    await signIn(page)
    assert.equal(await page.getByRole('menuitem', { name: '角色与权限' }).count(), 0)
    await page.getByRole('menuitem', { name: '人员账号' }).click()
    await press(page, /林静/)
    await page.getByRole('button', { name: '重置密码' }).waitFor()
    await page.getByRole('button', { name: '新建账号' }).waitFor()
    assert.equal(await page.getByRole('button', { name: /添加任职$/ }).count(), 0)
    await page.goto(at('/p/roles'))
    await press(page, /^医生/)
    await page.getByRole('heading', { name: '医生' }).waitFor()
    assert.equal(await page.getByRole('tab', { name: '权限', exact: true }).count(), 0)
  })
})
