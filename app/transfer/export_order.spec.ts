/** An export has what the list shows, in the order it shows it, whatever others do meanwhile. */
import { test } from '@japa/runner'
import { actorOf } from '#app/access/snapshot.ts'
import { sql } from '#app/database/sql.ts'
import { row } from '#app/database/store.ts'
import type { JobRun } from '#app/jobs/job_run.ts'
import { clientOf, send, type Client } from '#tests/people.ts'
import { bearer, ended } from '#tests/transfers.ts'
import { exportJob } from './export_job.ts'
import { parseQuery } from '#app/resources/query/query.ts'

const ITEMS = 'dictionary.items'
/** More than two slices. */
const ROWS = 1100

async function makeItems(client: Client, prefix: string, count: number): Promise<void> {
  const kinds = ['lab', 'exam', 'treatment']
  for (let at = 0; at < count; at += 100) {
    const items = Array.from({ length: Math.min(100, count - at) }, (_, i) => ({
      code: `${prefix}${String((at + i) * 7919).slice(-4)}_${at + i}`,
      name: `项目${(at + i) % 9}`,
      kind: kinds[(at + i) % 3],
      // Every fifth without a price, and many the same.
      ...((at + i) % 5 > 0 && { price: ((at + i) % 4) * 100 }),
    }))
    const { status, body } = await client('POST', `/api/resources/${ITEMS}/bulk`, {
      action: 'create',
      items,
    })
    if (status !== 200 && status !== 201) throw new Error(JSON.stringify(body))
  }
}

const startsWith = (prefix: string) => ({
  filters: [{ field: 'code', operator: 'startswith', value: prefix }],
})

/** Codes of all pages of the list, one after the other. */
async function listed(client: Client, query: Record<string, unknown>): Promise<string[]> {
  const codes: string[] = []
  for (let page = 1; ; page++) {
    const { body } = await client('POST', `/api/resources/${ITEMS}/query`, {
      ...query,
      page,
      pageSize: 400,
    })
    codes.push(...body.data.map(({ code }: { code: string }) => code))
    if (body.data.length < 400) return codes
  }
}

async function linesOf(fileId: string, headers: Record<string, string>): Promise<string[]> {
  const answer = await fetch(`${process.env.APP_URL}/api/files/${fileId}`, { headers })
  return (await answer.text()).trim().split('\r\n').slice(1)
}

test.group('the order of an export', (group) => {
  let admin: Client
  let headers: Record<string, string>
  group.setup(async () => {
    admin = await clientOf('admin')
    headers = await bearer('admin')
    await makeItems(admin, 'EO', ROWS)
  })

  test('is the list’s: {sort}')
    .with([
      { sort: 'by default' },
      { sort: 'by a unique text', sorters: [{ field: 'code', order: 'desc' }] },
      {
        sort: 'by amounts with ties and without, rising',
        sorters: [{ field: 'price', order: 'asc' }],
      },
      {
        sort: 'by amounts with ties and without, falling',
        sorters: [{ field: 'price', order: 'desc' }],
      },
      {
        sort: 'by two fields',
        sorters: [
          { field: 'name', order: 'desc' },
          { field: 'price', order: 'asc' },
        ],
      },
      {
        sort: 'by the label of a relation, of what is found',
        sorters: [{ field: 'createdBy', order: 'asc' }],
        search: '项目3',
      },
    ])
    .run(async ({ assert }, { sort: _sort, ...query }) => {
      const whole = { ...startsWith('EO'), ...query, fields: ['code', 'price'] }
      const { body } = await admin('POST', `/api/resources/${ITEMS}/exports`, {
        format: 'csv',
        query: whole,
      })
      const job = await ended(admin, body.data.jobId)
      const codes = (await linesOf(job.result.fileId, headers)).map((line) => line.split(',')[0]!)
      assert.deepEqual(codes, await listed(admin, whole))
      assert.equal(job.result.rows, codes.length)
      assert.equal(job.total, codes.length)
      if (!query.search) assert.lengthOf(codes, ROWS)
    })

  test('stays, and nothing repeats or is skipped, while rows change, come and go', async ({
    assert,
  }) => {
    await makeItems(admin, 'EM', ROWS)
    const query = {
      ...startsWith('EM'),
      sorters: [{ field: 'code', order: 'asc' }],
      fields: ['code', 'note'],
    }
    const before = await listed(admin, query)
    const idOf = async (code: string) =>
      (await row(sql`select id, version from dictionary__items where code = ${code}`))!
    const path = (id: unknown) => `/api/resources/${ITEMS}/${id}`
    // Of the last slice, while the first is written: one is deleted, one leaves the list, one changes its place.
    const [gone, left, moved] = before.slice(-3) as [string, string, string]
    const change = async (code: string, body: Record<string, unknown>) => {
      const { id, version } = await idOf(code)
      const answer = await admin('PATCH', path(id), { ...body, version })
      assert.equal(answer.status, 200)
    }
    let written = 0
    const meanwhile = async () => {
      written += 1
      if (written !== 10) return
      const { id } = await idOf(gone)
      assert.equal((await admin('DELETE', path(id))).status, 204)
      await change(left, { code: `ZZ${left}` })
      await change(moved, { code: `EM!${moved}`, note: '改过' })
      await makeItems(admin, 'EM$', 5)
    }
    const me = await row(sql`select id from core__users where login = 'admin'`)
    let done = 0
    const run = {
      actor: await actorOf(me!.id as string, null),
      job: { input: { resource: ITEMS, format: 'csv', query: parseQuery(query), locale: 'zh-CN' } },
      get done() {
        return done
      },
      progress: async (n: number) => void (done = n),
      breathe: meanwhile,
    } as unknown as JobRun
    const { result } = await exportJob.run(run)
    const lines = await linesOf(result.fileId as string, headers)
    assert.deepEqual(
      lines.map((line) => line.split(',')[0]),
      [...before.slice(0, -3), `EM!${moved}`]
    )
    assert.equal(lines.at(-1), `EM!${moved},改过`)
    assert.equal(result.rows, ROWS - 2)
    assert.equal((await send('GET', `/api/files/${result.fileId}`, undefined, {})).status, 401)
  })
})
