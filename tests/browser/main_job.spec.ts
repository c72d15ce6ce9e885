/**
 * The main job from end to end where three administrators share the work: two of them set a doctor up by clicking
 * alone, and the doctor sees exactly what was granted.
 */
import { test } from '@japa/runner'
import type { Browser, Page } from 'playwright-core'
import { clientOf } from '#tests/people.ts'
import { at, openBrowser, openPage, seriousProblems, signIn } from './visit.ts'

const LOGIN = 'chanke'
const NAME = '宋知夏'
const PASSWORD = 'Maternity-2026'
const ROLE = '产科见习岗'
const GROUP = '产科工作'
const ENTRY = '产科诊断'

const CHAPTER = '试用产科章'
const GRANTED = [
  ['YC01', '妊娠期糖尿病观察'],
  ['YC02', '妊娠期高血压观察'],
  ['YC03', '产后出血观察'],
  ['YC04', '前置胎盘观察'],
  ['YC05', '羊水过少观察'],
] as const
/** As a list shows them: what a record is called comes first. */
const SHOWN = GRANTED.map(([code, name]) => [name, code])
/** Of the same list, the first with the same initials, but none of the doctor's chapter. */
const OUTSIDE = [
  ['YE01', '妊娠期糖尿病之子观察'],
  ['YE02', '新生儿黄疸观察'],
  ['YE03', '早产儿观察'],
  ['YE04', '低出生体重观察'],
  ['YE05', '小儿肺炎观察'],
  ['YE06', '小儿腹泻观察'],
  ['YE07', '小儿哮喘观察'],
] as const
const LIST = [
  '诊断编码,诊断名称,章节',
  ...GRANTED.map((cells) => [...cells, CHAPTER].join()),
  ...OUTSIDE.map((cells) => [...cells, '试用儿科章'].join()),
].join('\r\n')

const DIAGNOSES = '/api/resources/dictionary.diagnoses'

const press = (page: Page, name: string | RegExp) =>
  page.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name }).click()
const tick = (page: Page, name: string) => page.getByRole('checkbox', { name, exact: true }).click()
const follow = (page: Page, name: string) => page.getByRole('menuitem', { name }).click()

/** Opens a select box by its label, before which a required one has its mark, and takes the option. */
async function choose(page: Page, label: string, option: string): Promise<void> {
  const box = page.getByRole('combobox', { name: new RegExp(`^[*\\s]*${label}`) })
  // The chosen value lies over the input of the box.
  await box.click({ force: true })
  const options = page.locator('.ant-select-dropdown:visible .ant-select-item-option')
  await options.filter({ hasText: option }).first().click()
}

test.group('The main job, by two administrators', (group) => {
  let browser: Browser
  let system: Page
  let security: Page
  let doctor: Page
  let initialPassword: string

  group.setup(async () => {
    browser = await openBrowser()
    // Taller than a laptop: the whole tree of menus stands in it.
    system = await openPage(browser, { viewport: { width: 1366, height: 1400 } })
    security = await openPage(browser)
    doctor = await openPage(browser)
    return async () => {
      await browser.close()
      const client = await clientOf('security')
      const off = await client('PUT', '/api/settings/security.separation', { value: false })
      if (off.status !== 200) throw new Error(JSON.stringify(off.body))
    }
  })

  test('the system administrator divides the powers, and then gives no more rights', async ({
    assert,
  }) => {
    await signIn(system)
    await follow(system, '系统设置')
    await system.getByRole('switch', { name: /^三员分立/ }).click()
    await press(system, /^保\s*存$/)
    await press(system, '确认并保存')
    await system.getByText('设置已保存，立即生效').waitFor()
    await system.goto(at('/'))
    await system.getByRole('menuitem', { name: '菜单管理' }).waitFor()
    assert.equal(await system.getByRole('menuitem', { name: '角色与权限' }).count(), 0)
  })

  test('the system administrator makes the account', async ({ assert }) => {
    await follow(system, '人员账号')
    await press(system, '新建账号')
    await system.getByLabel('姓名').fill(NAME)
    await system.getByLabel('登录名').fill(LOGIN)
    initialPassword = await system.getByLabel('初始密码').inputValue()
    await press(system, /^保\s*存$/)
    await system.getByRole('heading', { name: NAME }).waitFor()
    assert.equal(await system.getByRole('button', { name: /添加任职$/ }).count(), 0)
  })

  test('and imports the list', async () => {
    await follow(system, '诊断字典')
    await system.getByRole('button', { name: /更多/ }).first().click()
    await follow(system, '导入')
    await system
      .locator('input[type=file]')
      .setInputFiles({ name: '诊断.csv', mimeType: 'text/csv', buffer: Buffer.from(LIST) })
    await press(system, '检查数据')
    await system.getByText('检查通过，共 12 行').waitFor()
    await press(system, '开始导入')
    await system.getByText('导入完成').waitFor()
    await system.getByText('新增 12 条').waitFor()
  })

  test('the security administrator makes the role and says which rows and fields', async () => {
    await signIn(security, 'security')
    await follow(security, '角色与权限')
    await press(security, '新建角色')
    await security.getByLabel('名称').fill(ROLE)
    await security.keyboard.press('Control+s')
    await security.getByRole('heading', { name: ROLE }).waitFor()
    await tick(security, '诊断：列表')
    await tick(security, '诊断：查看')
    await press(security, /设置“诊断”的范围和字段$/)
    await security.getByRole('radio', { name: /^按条件/ }).click()
    await press(security, /添加条件$/)
    await choose(security, '字段', '章节')
    await security.getByRole('textbox', { name: '章节' }).fill(CHAPTER)
    await tick(security, '可查看')
    await tick(security, '查看诊断编码')
    await tick(security, '查看诊断名称')
    await press(security, '完成')
    await press(security, /^保\s*存$/)
    await security.getByText('权限已保存，立即生效').waitFor()
  })

  test('and gives it to the doctor', async () => {
    await follow(security, '人员账号')
    await press(security, new RegExp(NAME))
    await press(security, /添加任职$/)
    await choose(security, '角色', ROLE)
    await security.keyboard.press('Escape')
    await press(security, /^保\s*存$/)
    await security.getByText('任职已保存，立即生效').waitFor()
  })

  test('the system administrator builds the menu for the role', async () => {
    await follow(system, '菜单管理')
    await press(system, /新建分组$/)
    await system.getByLabel('名称', { exact: true }).fill(GROUP)
    await choose(system, '可见角色', ROLE)
    await system.getByLabel('名称', { exact: true }).click()
    await press(system, /^保\s*存$/)
    await system.getByRole('dialog').waitFor({ state: 'detached' })
    // What is made inside a group is for those who see the group. The second leads to what the role does not grant.
    for (const [target, name] of [
      ['诊断', ENTRY],
      ['药品', '产科药品'],
    ] as const) {
      await press(system, `在“${GROUP}”里新建页面`)
      await choose(system, '打开的页面', target)
      await system.getByLabel('名称', { exact: true }).fill(name)
      await press(system, /^保\s*存$/)
      await system.getByRole('dialog').waitFor({ state: 'detached' })
    }
  })

  test('the doctor signs in, and chooses a password first', async () => {
    await doctor.goto(at('/login'))
    await doctor.locator('input').nth(0).fill(LOGIN)
    await doctor.locator('input').nth(1).fill(initialPassword)
    await doctor.keyboard.press('Enter')
    await doctor.getByRole('heading', { name: '设置新密码' }).waitFor()
    await doctor.locator('input[name=newPassword]').fill(PASSWORD)
    await doctor.locator('input[name=repeatPassword]').fill(PASSWORD)
    await doctor.keyboard.press('Enter')
    await doctor.waitForURL(at('/'))
  })

  test('sees the one entry of the menu', async ({ assert }) => {
    const menu = doctor.getByRole('navigation', { name: '主菜单' })
    await menu.getByRole('menuitem', { name: ENTRY }).waitFor()
    assert.deepEqual(await menu.getByRole('menuitem').allInnerTexts(), [GROUP, ENTRY])
  })

  test('and in the list exactly the granted columns and rows', async ({ assert }) => {
    await follow(doctor, ENTRY)
    await doctor.getByText(GRANTED[0][1], { exact: true }).waitFor()
    await doctor.getByText(`共 ${GRANTED.length} 条`).waitFor()
    assert.deepEqual(await columnsOf(doctor), ['诊断名称', '诊断编码'])
    assert.deepEqual(await rowsOf(doctor), SHOWN)
    for (const name of [/新建/, /导入/, /导出/, /删除/])
      assert.equal(await doctor.getByRole('button', { name }).count(), 0, String(name))
    assert.deepEqual(await seriousProblems(doctor), [])
  })

  test('finds by the initials of the pinyin, within what is granted', async ({ assert }) => {
    await doctor.getByPlaceholder('搜索诊断').fill('rsqtnb')
    await doctor.getByText('共 1 条').waitFor()
    assert.deepEqual(await rowsOf(doctor), [SHOWN[0]])
    await doctor.getByPlaceholder('搜索诊断').fill('xsehd')
    await doctor.locator('.ant-table-row').first().waitFor({ state: 'detached' })
  })

  test('opens a record with the granted fields, and none outside the scope', async ({ assert }) => {
    await doctor.goto(at(`/r/dictionary.diagnoses/${await idOf('YC03')}`))
    await doctor.getByRole('heading', { level: 1, name: '产后出血观察' }).waitFor()
    const record = await doctor.getByRole('main').innerText()
    assert.include(record, 'YC03')
    assert.notInclude(record, '章节')
    assert.notInclude(record, CHAPTER)
    assert.notInclude(record, '状态')
    await doctor.goto(at(`/r/dictionary.diagnoses/${await idOf('YE02')}`))
    await doctor.getByRole('heading', { level: 1, name: '没有这条记录' }).waitFor()
  })

  test('is refused every other address', async () => {
    for (const path of [
      '/r/dictionary.drugs',
      '/r/dictionary.diagnoses/new',
      '/r/dictionary.diagnoses/import',
      '/p/menus',
      '/p/roles',
      '/p/users',
      '/p/settings',
    ]) {
      await doctor.goto(at(path))
      await doctor.getByRole('heading', { level: 1, name: '没有这个页面' }).waitFor()
    }
  })

  test('and gets no more from the API', async ({ assert }) => {
    const client = await clientOf(LOGIN, PASSWORD)
    const { data } = (await client('GET', DIAGNOSES)).body
    assert.sameDeepMembers(
      data.map(({ id: _id, version: _version, ...fields }: Record<string, unknown>) => fields),
      GRANTED.map(([code, name]) => ({ code, name }))
    )
    const asking = (query: object) => client('POST', `${DIAGNOSES}/query`, query)
    const byChapter = { field: 'category', operator: 'contains', value: '试用' }
    const inside = `${DIAGNOSES}/${await idOf('YC01')}`
    const outside = `${DIAGNOSES}/${await idOf('YE01')}`
    const refused = {
      'another resource': await client('GET', '/api/resources/dictionary.drugs'),
      'the list of accounts': await client('GET', '/api/resources/core.users'),
      'a hidden column': await asking({ fields: ['name', 'category'] }),
      'a filter by it': await asking({ filters: [byChapter] }),
      'an order by it': await asking({ sorters: [{ field: 'category', order: 'asc' }] }),
      'a row outside the scope': await client('GET', outside),
      'its history': await client('GET', `${outside}/revisions`),
      'a change': await client('PATCH', inside, { version: 1, name: '改' }),
      'a change outside': await client('PATCH', outside, { version: 1, name: '改' }),
      'a deletion': await client('DELETE', inside),
      'an export': await client('POST', `${DIAGNOSES}/exports`, { format: 'csv', query: {} }),
    }
    const statuses = Object.entries(refused).map(([what, { status }]) => [what, status])
    assert.deepEqual(Object.fromEntries(statuses), {
      'another resource': 404,
      'the list of accounts': 404,
      'a hidden column': 400,
      'a filter by it': 400,
      'an order by it': 400,
      'a row outside the scope': 404,
      'its history': 404,
      'a change': 403,
      'a change outside': 403,
      'a deletion': 403,
      'an export': 403,
    })
  })
})

async function columnsOf(page: Page): Promise<string[]> {
  const names = await page.locator('.ant-table-thead th').allInnerTexts()
  return names.map((name) => name.trim()).filter((name) => name !== '')
}

/** The cells of each row that say something. */
async function rowsOf(page: Page): Promise<string[][]> {
  const lines = await page.locator('.ant-table-row').all()
  return Promise.all(
    lines.map(async (line) => {
      const cells = await line.locator('td').allInnerTexts()
      return cells.map((cell) => cell.trim()).filter((cell) => cell !== '')
    })
  )
}

/** A diagnosis by its code, whoever may see it. */
async function idOf(code: string): Promise<string> {
  const client = await clientOf('admin')
  const filters = [{ field: 'code', operator: 'eq', value: code }]
  return (await client('POST', `${DIAGNOSES}/query`, { filters })).body.data[0].id
}
