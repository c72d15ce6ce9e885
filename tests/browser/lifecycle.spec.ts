/** A record with a lifecycle: offered what may be done now, told what was done, and by whom first. */
import { test } from '@japa/runner'
import type { Browser, Page } from 'playwright-core'
import { askForLeave, doctorsDepartment, installLeave, makeHead } from '#tests/leave.ts'
import { clientOf } from '#tests/people.ts'
import { at, openBrowser, openPage, overflow, seriousProblems, signIn } from './visit.ts'

const REQUESTS = '/api/resources/leave.requests'

test.group('A lifecycle', (group) => {
  let browser: Browser
  let doctor: Page
  let head: Page
  let headLogin: string

  group.setup(async () => {
    const { remove } = await installLeave()
    headLogin = await makeHead(await clientOf('admin'), await doctorsDepartment())
    browser = await openBrowser()
    ;[doctor, head] = await Promise.all([openPage(browser), openPage(browser)])
    await signIn(doctor, 'doctor')
    await signIn(head, headLogin)
    return async () => {
      await browser.close()
      remove()
    }
  })

  const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
  const move = async (login: string, id: string, name: string, body: object = {}) =>
    (await clientOf(login))('POST', `${REQUESTS}/${id}/transitions/${name}`, body)

  test('is moved from its page, after a question, and shows how it came there', async ({
    assert,
  }) => {
    const id = await askForLeave('doctor')
    await doctor.goto(at(`/r/leave.requests/${id}`))
    const tag = doctor.locator('h1 + p .ant-tag')
    await tag.getByText('草稿').waitFor()
    assert.equal(await button(doctor, '批准').count(), 0)
    await button(doctor, '提交').click()
    const dialog = doctor.getByRole('dialog')
    await dialog.getByText('提交后不能再修改').waitFor()
    assert.deepEqual(await seriousProblems(doctor), [])
    await button(doctor, '取消').last().click()
    await dialog.waitFor({ state: 'hidden' })
    await button(doctor, '提交').click()
    await dialog.getByRole('button', { name: '提交' }).click()
    await tag.getByText('待审批').waitFor()
    // Those who applied may neither go on nor change it.
    assert.equal(await button(doctor, '提交').count(), 0)
    assert.equal(await button(doctor, '编辑').count(), 0)
    await doctor.getByRole('tab', { name: '流转记录' }).click()
    await doctor.getByRole('img', { name: '状态图：现在是“待审批”' }).waitFor()
    await doctor.getByRole('article').getByText('提交').waitFor()
    assert.deepEqual(await seriousProblems(doctor), [])
    assert.equal(await overflow(doctor), 0)
  })

  test('asks why where that must be said', async () => {
    const id = await askForLeave('doctor')
    await move('doctor', id, 'apply')
    await head.goto(at(`/r/leave.requests/${id}`))
    await button(head, '不批准').click()
    const dialog = head.getByRole('dialog')
    await dialog.getByRole('button', { name: '不批准' }).click()
    await dialog.getByText('请填写原因').waitFor()
    await dialog.getByLabel('原因').fill('人手不够')
    await dialog.getByRole('button', { name: '不批准' }).click()
    await head.locator('h1 + p .ant-tag').getByText('未批准').waitFor()
    await head.getByText('原因：人手不够').waitFor()
  })

  test('tells who comes too late how it is now', async ({ assert }) => {
    const id = await askForLeave('doctor')
    await move('doctor', id, 'apply')
    await head.goto(at(`/r/leave.requests/${id}`))
    await button(head, '批准').waitFor()
    await move(headLogin, id, 'reject', { reason: '已有人处理' })
    await button(head, '批准').click()
    await head.getByText('现在的状态是“未批准”').waitFor()
    await head.locator('h1 + p .ant-tag').getByText('未批准').waitFor()
    assert.equal(await button(head, '批准').count(), 0)
  })

  test('is moved from its row in the list, where that is possible now', async ({ assert }) => {
    const id = await askForLeave('doctor', { begins: '2027-01-04', ends: '2027-01-05' })
    await move('doctor', id, 'apply')
    await head.goto(at('/r/leave.requests'))
    const line = head.locator(`[data-id="${id}"]`)
    await line.getByText('待审批').waitFor()
    await line.getByRole('button', { name: '更多操作' }).click()
    await head.getByRole('menuitem', { name: '批准', exact: true }).click()
    await line.getByText('已批准').waitFor()
    assert.equal(await line.getByRole('button', { name: '更多操作' }).count(), 0)
    assert.equal(new URL(head.url()).pathname, '/r/leave.requests')
  })

  test('fits a phone', async ({ assert }) => {
    const id = await askForLeave('doctor')
    const phone = await openPage(browser, { viewport: { width: 375, height: 812 } })
    await signIn(phone, 'doctor')
    await phone.goto(at(`/r/leave.requests/${id}`))
    await button(phone, '提交').waitFor()
    await phone.getByRole('tab', { name: '流转记录' }).click()
    await phone.getByText('还没有流转').waitFor()
    assert.equal(await overflow(phone), 0)
    assert.deepEqual(await seriousProblems(phone), [])
    await phone.context().close()
  })

  test('is granted transition by transition', async ({ assert }) => {
    const admin = await openPage(browser)
    await signIn(admin)
    await admin.goto(at('/p/roles'))
    await admin.getByText('科室负责人').first().click()
    const cell = admin.getByRole('button', { name: '请假：已授权 2/3 个流转操作' })
    await cell.click()
    await admin.getByRole('checkbox', { name: '提交' }).check()
    await admin.getByRole('button', { name: '请假：已授权 3/3 个流转操作' }).waitFor()
    assert.deepEqual(await seriousProblems(admin), [])
    await admin.context().close()
  })
})
