import { appendFile, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from '@japa/runner'
import { join as joined, name, sql, type Sql } from '#app/database/sql.ts'
import { execute, row, rows, transaction, type Row } from '#app/database/store.ts'
import { SYSTEM_ACTOR } from '#app/access/grant.ts'
import { newRecordId } from '#app/database/record_id.ts'
import { anchor } from './anchors.ts'
import { appendAudit } from './log.ts'
import { sealAll, startSealer, stopSealer } from './sealer.ts'
import { verifyAudit, type Finding } from './verify.ts'

const anchors = join(process.env.STORAGE_PATH!, 'audit', 'anchors.log')

/** As somebody with the database, but without the key, would do it. */
const tamper = (statement: Sql) => execute(statement)
const lineAt = async (seq: number) =>
  (await row(sql`select * from core__audit where seq = ${seq}`))!

async function putBack(line: Row): Promise<void> {
  await execute(sql`delete from core__audit where id = ${line.id}`)
  const columns = Object.keys(line)
  await execute(
    sql`insert into core__audit (${joined(columns.map(name))}) values (${joined(columns.map((column) => sql`${line[column]}`))})`
  )
}

test.group('audit:verify', (group) => {
  let last = 0
  const findings = async (): Promise<Finding[]> => (await verifyAudit()).findings

  group.setup(() => stopSealer())
  group.teardown(() => startSealer())
  group.each.setup(async () => {
    await rm(anchors, { force: true })
    for (let i = 0; i < 8; i++)
      await appendAudit(SYSTEM_ACTOR, {
        action: 'test',
        resource: null,
        record: null,
        detail: { i },
      })
    last = (await sealAll())!.seq
  })

  test('finds nothing in a log that is as it was written', async ({ assert }) => {
    const report = await verifyAudit()
    assert.deepEqual(report.findings, [])
    assert.isAtLeast(report.lines, 8)
    const places = await rows(sql`select seq from core__audit where seq is not null order by seq`)
    assert.deepEqual(
      places.map(({ seq }) => Number(seq)),
      places.map((_, i) => i + 1)
    )
  })

  test('finds a changed line, whichever column was changed', async ({ assert }) => {
    const line = await lineAt(last - 3)
    for (const column of ['actor', 'actor_name', 'action', 'resource', 'record', 'ip', 'detail']) {
      await tamper(sql`update core__audit set ${name(column)} = 'forged' where id = ${line.id}`)
      assert.deepEqual(await findings(), [
        { kind: 'changed', from: last - 3, to: last - 3, id: line.id as string },
      ])
      await putBack(line)
    }
    await tamper(
      sql`update core__audit set created_at = '2020-01-01 00:00:00.000' where id = ${line.id}`
    )
    assert.equal((await findings())[0]!.kind, 'changed')
    await putBack(line)
    assert.deepEqual(await findings(), [])
  })

  test('finds missing lines', async ({ assert }) => {
    const gone = [await lineAt(last - 4), await lineAt(last - 3)]
    for (const { id } of gone) await tamper(sql`delete from core__audit where id = ${id}`)
    assert.deepEqual(await findings(), [{ kind: 'missing', from: last - 4, to: last - 3 }])
    for (const line of gone) await putBack(line)
  })

  test('finds a line that was put in, and never chains it', async ({ assert }) => {
    const forged = newRecordId()
    const { created_at: at } = await lineAt(last)
    await tamper(
      sql`insert into core__audit (id, created_at, action) values (${forged}, ${at}, 'signIn')`
    )
    assert.deepEqual(await findings(), [{ kind: 'inserted', id: forged }])
    await sealAll()
    assert.deepEqual(await findings(), [{ kind: 'inserted', id: forged }])
    await tamper(sql`update core__audit set seq = ${last + 1} where id = ${forged}`)
    const found = await findings()
    assert.includeDeepMembers(found, [{ kind: 'inserted', from: last + 1, to: last + 1 }])
    await tamper(sql`delete from core__audit where id = ${forged}`)
  })

  test('finds a line changed before it was sealed', async ({ assert }) => {
    await transaction(async () => {
      await appendAudit(SYSTEM_ACTOR, {
        action: 'young',
        resource: null,
        record: null,
        detail: null,
      })
      await tamper(sql`update core__audit set action = 'harmless' where action = 'young'`)
    })
    assert.equal((await findings())[0]!.kind, 'inserted')
    await tamper(sql`delete from core__audit where action = 'harmless'`)
  })

  test('finds lines rewritten without the key', async ({ assert }) => {
    const lines = await Promise.all([3, 2, 1, 0].map((back) => lineAt(last - back)))
    for (const { id } of lines)
      await tamper(
        sql`update core__audit set detail = null, seal = ${'0'.repeat(64)} where id = ${id}`
      )
    const found = await findings()
    assert.includeDeepMembers(found, [{ kind: 'rewritten', from: last - 3, to: last }])
    for (const line of lines) await putBack(line)
    assert.deepEqual(await findings(), [])
  })

  test('finds a chain rewritten with the key by the anchors', async ({ assert }) => {
    await rm(anchors, { force: true })
    await anchor({ seq: last - 1, seal: 'a'.repeat(64) })
    assert.deepEqual(await findings(), [{ kind: 'rewritten', from: last - 1, to: last - 1 }])
    await rm(anchors)
  })

  test('finds a cut end, also where the head was set back', async ({ assert }) => {
    const [line, before] = [await lineAt(last), await lineAt(last - 1)]
    const head = (await row(sql`select * from core__audit_head`))!
    await anchor({ seq: last, seal: line.seal as string })
    const kept = await readFile(anchors, 'utf8')
    await tamper(sql`delete from core__audit where id = ${line.id}`)
    assert.deepEqual(await findings(), [{ kind: 'cut', from: last, to: last }])

    await tamper(sql`update core__audit_head set seq = ${last - 1}, seal = ${before.seal}`)
    assert.sameMembers(
      (await findings()).map(({ kind }) => kind),
      ['head', 'cut']
    )
    // Nor does the file help alone, nor its last line half written.
    await rm(anchors)
    assert.deepEqual(
      (await findings()).map(({ kind }) => kind),
      ['head']
    )
    await writeFile(anchors, kept)
    await appendFile(anchors, '2026-11-25T00:00:00.000Z 99')
    await tamper(
      sql`update core__audit_head set seq = ${last}, seal = ${head.seal}, mac = ${head.mac}`
    )
    assert.deepEqual(await findings(), [{ kind: 'cut', from: last, to: last }])
    await putBack(line)
    assert.deepEqual(await findings(), [])
  })

  test('a log whose end was tampered with is not sealed further', async ({ assert }) => {
    const head = (await row(sql`select * from core__audit_head`))!
    await tamper(sql`update core__audit_head set seq = ${last - 1}`)
    await appendAudit(SYSTEM_ACTOR, { action: 'late', resource: null, record: null, detail: null })
    await assert.rejects(() => sealAll(), /audit:verify/)
    await tamper(sql`update core__audit_head set seq = ${head.seq}`)
    assert.equal((await sealAll())!.seq, last + 1)
  })

  test('several sealers at once make one chain', async ({ assert }) => {
    for (let i = 0; i < 50; i++)
      await appendAudit(SYSTEM_ACTOR, {
        action: 'test',
        resource: null,
        record: null,
        detail: { i },
      })
    await Promise.all([sealAll(), sealAll(), sealAll()])
    assert.equal((await sealAll())!.seq, last + 50)
    assert.deepEqual(await findings(), [])
  })
})
