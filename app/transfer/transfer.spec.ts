import { test } from '@japa/runner'
import Excel from 'exceljs'
import { sql } from '#app/database/sql.ts'
import { row, rows } from '#app/database/store.ts'
import { clientOf, makePerson, makeRole, type Client } from '#tests/people.ts'
import { bearer, ended, importTable, upload } from '#tests/transfers.ts'

const ITEMS = 'dictionary.items'
const COLUMNS = { 编码: 'code', 名称: 'name', 类别: 'kind', 单价: 'price' }
const UPSERT = { mapping: COLUMNS, mode: 'upsert', key: 'code' }

const csv = (...lines: string[]) => ['编码,名称,类别,单价', ...lines].join('\r\n')
const item = (code: string) =>
  row(sql`select * from dictionary__items where code = ${code} and live = ''`)
const count = async (table: string) =>
  Number((await row({ text: `select count(*) as n from ${table}`, values: [] }))!.n)

async function people() {
  return { admin: await clientOf('admin'), headers: await bearer('admin') }
}

test.group('POST /api/resources/:resource/imports', () => {
  test('is refused to those who may not, and for nonsense', async ({ assert }) => {
    const { admin, headers } = await people()
    const doctor = await clientOf('doctor')
    const path = `/api/resources/${ITEMS}/imports`
    assert.equal((await doctor('POST', path, {})).status, 404)
    assert.equal((await admin('POST', path, {})).status, 422)
    const fileId = (await upload(headers, csv('A,甲,检验,1'), 'a.csv')).body.data.id
    const plan = { fileId, mapping: COLUMNS, mode: 'create' }
    const foreign = (await upload(await bearer('doctor'), csv(), 'a.csv')).body.data.id
    const bad: [Record<string, unknown>, string][] = [
      [{ fileId: foreign }, 'fileId'],
      [{ mapping: { 编码: 'nothing' } }, 'mapping'],
      [{ mapping: { 编码: 'createdAt' } }, 'mapping'],
      [{ mapping: { 没有: 'code' } }, 'mapping'],
      [{ mode: 'upsert' }, 'key'],
      [{ mode: 'upsert', key: 'name' }, 'key'],
      [{ mode: 'other' }, 'mode'],
    ]
    for (const [change, field] of bad) {
      const answer = await admin('POST', path, { ...plan, ...change })
      assert.equal(answer.status, 422, JSON.stringify(change))
      assert.equal(answer.body.errors[0].field, field)
    }
  })

  test('writes rows by words, leaves one line and one event a batch, and a second time changes nothing', async ({
    assert,
  }) => {
    const { admin, headers } = await people()
    const table = csv(
      'TW1,血常规一,检验,"1,234.50"',
      'TW2,彩超二,exam,12.5',
      'TW3,理疗三,Treatment,'
    )
    const audit = await count(
      `core__audit where action = 'create' and resource = 'dictionary.items'`
    )
    const first = await importTable(admin, headers, ITEMS, table, UPSERT)
    assert.equal(first.state, 'done', JSON.stringify(first))
    assert.deepInclude(first.result, { created: 3, updated: 0, unchanged: 0, errors: 0 })
    const stored = (await item('TW1'))!
    assert.deepInclude(stored, { kind: 'lab', status: 'enabled', code_py: 'tw1' })
    assert.equal(Number(stored.price), 123450)
    assert.match(stored.name_initials as string, /^xcg/)
    const written = await count(
      `core__audit where action = 'create' and resource = 'dictionary.items'`
    )
    assert.equal(written - audit, 1)
    const revisions = await rows(
      sql`select n, action from core__revisions where resource = ${ITEMS} and record = ${stored.id}`
    )
    assert.lengthOf(revisions, 1)
    const again = await importTable(admin, headers, ITEMS, table, UPSERT)
    assert.deepInclude(again.result, { created: 0, updated: 0, unchanged: 3 })
    assert.equal(Number((await item('TW1'))!.version), 1)
    assert.equal(
      await count(`core__audit where action = 'create' and resource = 'dictionary.items'`),
      written
    )
  })

  test('names every wrong cell by row and column, and then imports nothing', async ({ assert }) => {
    const { admin, headers } = await people()
    const table = csv(
      'TE1,好,检验,1',
      'TE2,,检验,1',
      'TE3,乙,未知,abc',
      'TE1,丙,检验,1',
      ',丁,检验,1'
    )
    const job = await importTable(admin, headers, ITEMS, table, UPSERT)
    assert.equal(job.state, 'failed')
    const found = job.errors.map(
      ({ row: n, column, code }: { row: number; column: string; code: string }) =>
        `${n} ${column} ${code}`
    )
    assert.sameMembers(found, [
      '3 名称 E_REQUIRED',
      '4 类别 E_INVALID',
      '4 单价 E_TYPE',
      '5 编码 E_UNIQUE',
      '6 编码 E_REQUIRED',
    ])
    assert.equal(job.result.errors, 5)
    assert.isUndefined(await item('TE1'))
  })

  test('a trial says the same and writes nothing', async ({ assert }) => {
    const { admin, headers } = await people()
    const job = await importTable(admin, headers, ITEMS, csv('TD1,甲,检验,1'), {
      ...UPSERT,
      dryRun: true,
    })
    assert.deepInclude(job, { state: 'done' })
    assert.deepInclude(job.result, { created: 1, undoable: false })
    assert.isUndefined(await item('TD1'))
  })

  test('keeps at most 1,000 problems and counts them all', async ({ assert }) => {
    const { admin, headers } = await people()
    const wrong = Array.from({ length: 1500 }, (_, i) => `TM${i},甲,检验,x`)
    const job = await importTable(admin, headers, ITEMS, csv(...wrong), UPSERT)
    assert.lengthOf(job.errors, 1000)
    assert.equal(job.result.errors, 1500)
  })

  test('in mode create a value that is taken is a problem of its row', async ({ assert }) => {
    const { admin, headers } = await people()
    const plan = { mapping: COLUMNS, mode: 'create' }
    await importTable(admin, headers, ITEMS, csv('TC1,甲,检验,1'), plan)
    const job = await importTable(
      admin,
      headers,
      ITEMS,
      csv('TC0,甲,检验,1', 'TC1,乙,检验,1'),
      plan
    )
    assert.deepInclude(job.errors[0], { row: 3, column: '编码', code: 'E_UNIQUE' })
    assert.isUndefined(await item('TC0'))
  })

  test('says that a file is empty, or has headings only', async ({ assert }) => {
    const { admin, headers } = await people()
    const workbook = async (...lines: string[][]) => {
      const book = new Excel.Workbook()
      book.addWorksheet('1').addRows(lines)
      return Buffer.from(await book.xlsx.writeBuffer())
    }
    const files: [string, string | Buffer<ArrayBuffer>, string][] = [
      ['a.csv', '', '文件是空的，请选择有内容的文件'],
      ['a.csv', '\ufeff', '文件是空的，请选择有内容的文件'],
      ['a.xlsx', await workbook(), '文件是空的，请选择有内容的文件'],
      ['a.csv', csv(), '文件里只有列名，没有数据行'],
      ['a.csv', csv('', ''), '文件里只有列名，没有数据行'],
      ['a.xlsx', await workbook(['编码', '名称']), '文件里只有列名，没有数据行'],
    ]
    for (const [name, content, message] of files) {
      const fileId = (await upload(headers, content, name)).body.data.id
      const seen = await admin('POST', `/api/resources/${ITEMS}/imports/preview`, { fileId })
      assert.equal(seen.status, 422)
      assert.equal(seen.body.errors[0].message, message, JSON.stringify([name, content]))
    }
  })

  test('reads GB18030 and says so', async ({ assert }) => {
    const { admin, headers } = await people()
    const gb = Buffer.concat([
      Buffer.from([0xb1, 0xe0, 0xc2, 0xeb]),
      Buffer.from(',name\nTG1,'),
      Buffer.from([0xc8, 0xd1, 0xc9, 0xef]),
      Buffer.from('\n'),
    ])
    const fileId = (await upload(headers, gb, 'gb.csv')).body.data.id
    const { body } = await admin('POST', `/api/resources/${ITEMS}/imports/preview`, { fileId })
    assert.deepEqual(body.data, {
      columns: ['编码', 'name'],
      rows: [['TG1', '妊娠']],
      suggested: { name: 'name', ...(body.data.suggested.编码 && { 编码: 'code' }) },
      encoding: 'gb18030',
    })
  })

  test('reads workbooks: formulas by their result, numbers, dates and formatted texts', async ({
    assert,
  }) => {
    const { admin, headers } = await people()
    const workbook = new Excel.Workbook()
    const sheet = workbook.addWorksheet('a')
    sheet.addRow(Object.keys(COLUMNS))
    sheet.addRow([
      'TX1',
      { richText: [{ text: '妊' }, { text: '娠' }] },
      '检验',
      { formula: 'A1', result: 12.5 },
    ])
    sheet.addRow(['TX2', 42, 'lab', 0.1])
    // Long enough that characters lie across the pieces it is unpacked in.
    for (let i = 0; i < 3000; i++) sheet.addRow([`TX-${i}`, `妊娠合并心脏病${i}顺气丸`, '检查', i])
    const file = Buffer.from(await workbook.xlsx.writeBuffer())
    const job = await importTable(admin, headers, ITEMS, file, UPSERT, 'a.xlsx')
    assert.equal(job.result?.created, 3002, JSON.stringify(job.errors.slice(0, 3)))
    assert.equal((await item('TX1'))!.name, '妊娠')
    assert.equal(Number((await item('TX1'))!.price), 1250)
    assert.equal((await item('TX2'))!.name, '42')
    const broken = await rows(sql`select name from dictionary__items where name like ${'%\ufffd%'}`)
    assert.lengthOf(broken, 0)
  })

  test('undo deletes what it made and puts back what it changed, except what others changed since', async ({
    assert,
  }) => {
    const { admin, headers } = await people()
    await importTable(admin, headers, ITEMS, csv('TU1,旧一,检验,1', 'TU2,旧二,检验,1'), UPSERT)
    const job = await importTable(
      admin,
      headers,
      ITEMS,
      csv('TU1,新一,检验,2', 'TU2,新二,检验,2', 'TU3,新三,检验,2', 'TU4,新四,检验,2'),
      UPSERT
    )
    assert.deepInclude(job.result, { created: 2, updated: 2 })
    const changed = (await item('TU4'))!
    const path = `/api/resources/${ITEMS}/${changed.id}`
    assert.equal((await admin('PATCH', path, { version: 1, name: '改过' })).status, 200)
    assert.equal((await (await clientOf('doctor'))('POST', `/api/jobs/${job.id}/undo`)).status, 404)
    assert.equal((await admin('POST', `/api/jobs/${job.id}/undo`)).status, 202)
    const undone = await ended(admin, job.id)
    assert.equal(undone.state, 'undone')
    assert.deepInclude(undone.result, { removed: 1, restored: 2, conflicts: 1 })
    assert.deepInclude(undone.result.kept[0], { row: 5, record: changed.id, reason: 'changed' })
    assert.equal((await item('TU1'))!.name, '旧一')
    assert.equal(Number((await item('TU1'))!.price), 100)
    assert.match((await item('TU1'))!.name_initials as string, /^jy/)
    assert.isUndefined(await item('TU3'))
    assert.equal((await item('TU4'))!.name, '改过')
    assert.equal((await admin('POST', `/api/jobs/${job.id}/undo`)).status, 409)
  })

  test('a row outside the scope, before or after, is refused; so is a field of another role', async ({
    assert,
  }) => {
    const { admin, headers } = await people()
    await importTable(admin, headers, ITEMS, csv('TS1,甲,检验,1', 'TS2,乙,检查,1'), UPSERT)
    const scope = [{ field: 'kind', operator: 'eq', value: 'lab' }]
    const some = { resource: ITEMS, readFields: '*', writeFields: ['code', 'name', 'kind'] }
    const role = await makeRole(admin, 'lab-import', [
      { ...some, action: 'list' },
      { ...some, action: 'import' },
      { ...some, action: 'create', scope },
      { ...some, action: 'update', scope },
    ])
    const { login } = await makePerson(admin, 'importer', [role])
    const person = await clientOf(login)
    const own = await bearer(login)
    const mapping = { 编码: 'code', 名称: 'name', 类别: 'kind' }
    const plan = { mapping, mode: 'upsert', key: 'code' }
    const refused = await importTable(person, own, ITEMS, csv('TS1,甲,检验,1'), {
      ...plan,
      mapping: COLUMNS,
    })
    assert.equal(refused.body.errors[0].code, 'E_UNKNOWN_FIELD')
    const attempts: [string, number][] = [
      ['TS2,变,检查,1', 3],
      ['TS2,变,检验,1', 3],
      ['TS1,变,检查,1', 3],
      ['TS9,新,检查,1', 3],
    ]
    for (const [line, n] of attempts) {
      const job = await importTable(person, own, ITEMS, csv('TS8,好,检验,1', line), plan)
      assert.deepInclude(job.errors[0], { row: n, code: 'E_FORBIDDEN' }, line)
      assert.equal(job.state, 'failed')
    }
    assert.isUndefined(await item('TS8'))
    assert.equal((await item('TS2'))!.name, '乙')
    const fine = await importTable(person, own, ITEMS, csv('TS8,好,检验,1', 'TS1,变,检验,1'), plan)
    assert.deepInclude(fine.result, { created: 1, updated: 1 })
  })

  test('relations are found by title or id', async ({ assert }) => {
    const { admin, headers } = await people()
    const above = (await row(sql`select id from core__departments where name = '产科'`))!
      .id as string
    const table = `名称,类型,上级\nTR甲,department,产科\nTR乙,department,${above}\n`
    const mapping = { 名称: 'name', 类型: 'kind', 上级: 'parent' }
    const job = await importTable(admin, headers, 'core.departments', table, {
      mapping,
      mode: 'create',
    })
    assert.equal(job.result?.created, 2, JSON.stringify(job))
    const made = await rows(
      sql`select parent_id from core__departments where name in ('TR甲', 'TR乙')`
    )
    assert.deepEqual(
      made.map((line) => line.parent_id),
      [above, above]
    )
    const wrong = await importTable(
      admin,
      headers,
      'core.departments',
      '名称,类型,上级\nTR丙,department,没有\n',
      {
        mapping,
        mode: 'create',
      }
    )
    assert.deepInclude(wrong.errors[0], { row: 2, column: '上级', code: 'E_RELATION' })
  })
})

async function exported(client: Client, format: string, query: unknown): Promise<string> {
  const { body } = await client('POST', `/api/resources/${ITEMS}/exports`, { format, query })
  const job = await ended(client, body.data.jobId)
  if (job.state !== 'done') throw new Error(JSON.stringify(job))
  return job.result.fileId
}

test.group('POST /api/resources/:resource/exports', () => {
  test('is refused without the right, for unreadable fields and for nonsense', async ({
    assert,
  }) => {
    const { admin } = await people()
    const path = `/api/resources/${ITEMS}/exports`
    assert.equal((await (await clientOf('doctor'))('POST', path, { format: 'csv' })).status, 404)
    assert.equal((await admin('POST', path, { format: 'pdf' })).status, 422)
    const bad = await admin('POST', path, { format: 'csv', query: { fields: ['nothing'] } })
    assert.equal(bad.body.errors[0].code, 'E_INVALID_QUERY')
  })

  test('has only the rows and columns of its own grant', async ({ assert }) => {
    const { admin, headers } = await people()
    await importTable(
      admin,
      headers,
      ITEMS,
      csv('TZ1,可见甲,检验,1', 'TZ2,隐藏乙,检查,77.77'),
      UPSERT
    )
    const all = { resource: ITEMS, readFields: '*', writeFields: [] }
    const role = await makeRole(admin, 'exporter', [
      { ...all, action: 'list' },
      {
        ...all,
        action: 'export',
        readFields: ['code', 'name', 'kind'],
        scope: [{ field: 'kind', operator: 'eq', value: 'lab' }],
      },
    ])
    const { login } = await makePerson(admin, 'exporter', [role])
    const client = await clientOf(login)
    const own = await bearer(login)
    const filters = [{ field: 'code', operator: 'startswith', value: 'TZ' }]
    const id = await exported(client, 'csv', { filters })
    const text = await (
      await fetch(`${process.env.APP_URL}/api/files/${id}`, { headers: own })
    ).text()
    assert.equal(text, '项目编码,项目名称,类别\r\nTZ1,可见甲,检验\r\n')
    assert.notInclude(text, '77.77')
    assert.equal((await admin('GET', `/api/files/${id}`)).status, 404)
    const lines = await rows(
      sql`select detail from core__audit where action = 'export' and actor_name = ${login}`
    )
    assert.lengthOf(lines, 1)
  })

  test('writes cells that look like formulas as text, and reads back without a change')
    .with(['csv', 'xlsx'])
    .run(async ({ assert }, format) => {
      const { admin, headers } = await people()
      const names = ['=1+1', '+86', '-x', '@a', "'=quoted", '"双引号",逗号', '末行\n换行']
      for (const [i, name] of names.entries())
        await admin('POST', `/api/resources/${ITEMS}`, {
          code: `TF${format}${i}`,
          name: name.replace('\n', ' '),
          kind: 'lab',
          price: 1250 + i,
          note: name.includes('x') ? null : name.replace('\n', ' '),
        })
      const filters = [{ field: 'code', operator: 'startswith', value: `TF${format}` }]
      const id = await exported(admin, format, { filters })
      if (format === 'csv') {
        const text = await (
          await fetch(`${process.env.APP_URL}/api/files/${id}`, { headers })
        ).text()
        assert.include(text, ",'=1+1,")
        assert.include(text, ',12.50,')
        assert.notMatch(text, /(^|,)[=+\-@]/m)
      }
      const preview = await admin('POST', `/api/resources/${ITEMS}/imports/preview`, { fileId: id })
      const { suggested, columns } = preview.body.data
      assert.lengthOf(Object.keys(suggested), columns.length)
      const asked = await admin('POST', `/api/resources/${ITEMS}/imports`, {
        fileId: id,
        mapping: suggested,
        mode: 'upsert',
        key: 'code',
      })
      const job = await ended(admin, asked.body.data.jobId)
      assert.deepInclude(
        job.result,
        { created: 0, updated: 0, unchanged: names.length },
        JSON.stringify(job.errors)
      )
    })
})
