/**
 * Baseline A: `node:http` and mysql2, nothing else. The same SQL as the product's list, including the rows the person
 * may see, but nobody is asked who they are, and no rule is looked up.
 */
import { createServer } from 'node:http'
import { createPool, type RowDataPacket } from 'mysql2/promise'
import { CONNECTIONS, DATABASE, PORTS } from '../settings.ts'
import { drugOf, LIST_COLUMNS } from './columns.ts'

const { name: database, ...server } = DATABASE
const pool = createPool({
  ...server,
  database,
  connectionLimit: CONNECTIONS,
  charset: 'utf8mb4_bin',
  timezone: 'Z',
  dateStrings: true,
  supportBigNumbers: true,
})

type Rows = RowDataPacket[]
type Related = { id: string; label: string | null } | null

const department = process.env.BENCH_DEPARTMENT!
const where = "t.live = '' and t.owner_department_id in (?) and t.form = ?"

async function list(query: URLSearchParams) {
  const [filter] = JSON.parse(query.get('filters')!) as [{ value: string }]
  const [sorter] = JSON.parse(query.get('sorters')!) as [{ order: 'asc' | 'desc' }]
  const order = sorter.order === 'desc' ? 'desc' : 'asc'
  const page = Number(query.get('page') ?? 1)
  const pageSize = Number(query.get('pageSize') ?? 20)
  const related = query.get('fields')!.includes('createdBy')
  const [rows] = await pool.query<Rows>(
    `select ${LIST_COLUMNS}${related ? ', t.created_by' : ''} from dictionary__drugs t where ${where}
      order by t.generic_name ${order}, t.id ${order} limit ? offset ?`,
    [department, filter.value, pageSize, (page - 1) * pageSize]
  )
  const [[counted]] = await pool.query<Rows>(
    `select count(*) as n from (select 1 from dictionary__drugs t where ${where} limit 10001) capped`,
    [department, filter.value]
  )
  const data: (ReturnType<typeof drugOf> & { createdBy?: Related })[] = rows.map(drugOf)
  if (related) await nameTypists(rows, data)
  return { data, meta: { total: counted!.n as number, page, pageSize } }
}

async function nameTypists(rows: Rows, data: { createdBy?: Related }[]) {
  const ids = [...new Set(rows.map((row) => row.created_by as string))]
  const [users] = await pool.query<Rows>(
    "select id, name from core__users where id in (?) and live = ''",
    [ids]
  )
  const names = new Map(users.map((user) => [user.id as string, user.name as string]))
  for (const [i, row] of rows.entries())
    data[i]!.createdBy = { id: row.created_by, label: names.get(row.created_by) ?? null }
}

createServer(async (request, response) => {
  try {
    const { searchParams } = new URL(request.url!, 'http://localhost')
    const body = JSON.stringify(await list(searchParams))
    response.writeHead(200, {
      'content-type': 'application/json; charset=utf-8',
      'content-length': Buffer.byteLength(body),
    })
    response.end(body)
  } catch (error) {
    console.error(error)
    response.writeHead(500).end()
  }
}).listen(PORTS.node, '127.0.0.1')
