/** What is compared with what: the product's endpoints with those written by hand, each with the same SQL. */
import { createConnection, type RowDataPacket } from 'mysql2/promise'
import { compare, type Comparison, type LoadOf } from './compare.ts'
import type { Product } from './product.ts'
import { startServer } from './processes.ts'
import { CONNECTIONS, DATABASE, FORMS, LIST_FIELDS, PAGE_SIZE, PORTS, SIZES } from './settings.ts'

/** Records of a round of updates: more than requests that are out at once, and other ones each round. */
const UPDATED = 400
const SELECTED = 2000

export async function comparisons(
  product: Product,
  wanted: (name: string) => boolean,
  report: (comparison: Comparison) => void
): Promise<void> {
  const { server, department, headers } = product
  const node = await startServer(
    'bench/hand_written/node_server.ts',
    PORTS.node,
    { BENCH_DEPARTMENT: department, NODE_ENV: 'production' },
    `/?${listQuery(0, LIST_FIELDS)}`
  )
  const adonis = await startServer(
    'bench/hand_written/adonis/server.ts',
    PORTS.adonis,
    { NODE_ENV: 'production' },
    '/drugs/none'
  )
  const ids = await drugIds(department)
  const load = (paths: string[], more: object = {}): LoadOf => {
    const fixed = { connections: CONNECTIONS, seconds: SIZES.seconds, headers, paths, ...more }
    return () => fixed
  }
  const both = async (
    name: string,
    other: typeof node,
    [productLoad, otherLoad]: [LoadOf, LoadOf]
  ) => {
    if (!wanted(name)) return
    report(await compare(name, SIZES.rounds, [server, productLoad], [other, otherLoad]))
  }
  const resource = '/api/resources/dictionary.drugs'
  const lists = (fields: string[]): [LoadOf, LoadOf] => {
    const queries = FORMS.map((_, i) => listQuery(i, fields))
    return [load(queries.map((q) => `${resource}?${q}`)), load(queries.map((q) => `/?${q}`))]
  }
  const records = ids.slice(0, SELECTED)
  // Each share has records of its own.
  const updates = (path: string, share: number): LoadOf => {
    const first = (round: number) => SELECTED + (share * (SIZES.rounds + 1) + round) * UPDATED
    return (round) => ({
      ...load([], { method: 'PATCH', body: {} })(round),
      paths: ids.slice(first(round), first(round + 1)).map((id) => `${path}/${id}`),
    })
  }
  const creation = { method: 'POST', body: NEW_DRUG }

  await both('list', node, lists(LIST_FIELDS))
  await both('list with a relation', node, lists([...LIST_FIELDS, 'createdBy']))
  await both('get', adonis, [
    load(records.map((id) => `${resource}/${id}`)),
    load(records.map((id) => `/drugs/${id}`)),
  ])
  await both('create', adonis, [load([resource], creation), load(['/drugs'], creation)])
  await both('update', adonis, [updates(resource, 0), updates('/drugs', 1)])
  await both('create with its trail', adonis, [
    load([resource], creation),
    load(['/trail/drugs'], creation),
  ])
  await both('update with its trail', adonis, [updates(resource, 2), updates('/trail/drugs', 3)])
  await node.stop()
  await adonis.stop()
}

function listQuery(form: number, fields: string[]): string {
  return new URLSearchParams({
    page: '1',
    pageSize: String(PAGE_SIZE),
    fields: fields.join(','),
    filters: JSON.stringify([{ field: 'form', operator: 'eq', value: FORMS[form] }]),
    sorters: JSON.stringify([{ field: 'genericName', order: form % 2 === 0 ? 'asc' : 'desc' }]),
  }).toString()
}

const NEW_DRUG = {
  genericName: '注射用头孢曲松钠',
  tradeName: '罗氏芬',
  kind: 'western',
  form: '剂型1',
  specification: '1 g',
  unit: '支',
  packSize: 1,
  price: 2650,
  route: '静脉滴注',
  prescriptionOnly: true,
  status: 'enabled',
}

async function drugIds(department: string): Promise<string[]> {
  const { name, ...account } = DATABASE
  const connection = await createConnection({ ...account, database: name })
  const [rows] = await connection.query<RowDataPacket[]>(
    "select id from dictionary__drugs where owner_department_id = ? and code like 'D%' and version = 1 order by code",
    [department]
  )
  await connection.end()
  return rows.map((row) => row.id as string)
}
