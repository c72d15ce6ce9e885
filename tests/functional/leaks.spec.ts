/**
 * Every channel of a resource against every kind of grant. A distinct canary is planted in each cell; a plain
 * evaluator below (not the compiler) says which canaries a role may see; the raw bytes of each answer are searched
 * for the others.
 */
import { test } from '@japa/runner'
import { clientOf, makePerson, makeRole, type Client } from '#tests/people.ts'

const ITEMS = '/api/resources/dictionary.items'
const FIELDS = ['name', 'unit', 'department', 'specimen', 'note'] as const
type Field = (typeof FIELDS)[number]

interface Cell {
  row: number
  field: Field
  canary: string
}
/** One line of a role: which fields on which rows (by kind; null: all). */
interface PlainGrant {
  fields: '*' | Field[]
  kind: 'lab' | 'exam' | null
}

const ROLES: Record<string, PlainGrant[]> = {
  'everything': [{ fields: '*', kind: null }],
  'two fields': [{ fields: ['name', 'note'], kind: null }],
  'labs only': [{ fields: '*', kind: 'lab' }],
  'labs in part, exams whole': [
    { fields: ['name'], kind: 'lab' },
    { fields: '*', kind: 'exam' },
  ],
  'names everywhere, notes of labs': [
    { fields: ['name'], kind: null },
    { fields: ['note'], kind: 'lab' },
  ],
}

function plainlyVisible(grants: PlainGrant[], row: number, field: Field): boolean {
  return grants.some(
    ({ fields, kind }) =>
      (kind === null || kind === kindOf(row)) && (fields === '*' || fields.includes(field))
  )
}
const kindOf = (row: number) => (row % 2 === 0 ? 'lab' : 'exam')

async function plant(admin: Client): Promise<{ cells: Cell[]; ids: string[] }> {
  const stamp = `${Date.now()}${Math.floor(Math.random() * 1e6)}`
  const cells: Cell[] = []
  const ids: string[] = []
  for (let row = 0; row < 6; row++) {
    const values = Object.fromEntries(FIELDS.map((field) => [field, `cnry${stamp}${row}${field}`]))
    for (const field of FIELDS) cells.push({ row, field, canary: values[field]! })
    const made = await admin('POST', ITEMS, {
      code: `L${stamp}${row}`,
      kind: kindOf(row),
      ...values,
      unit: values.unit!.slice(-20),
      specimen: values.specimen,
    })
    if (made.status !== 201) throw new Error(JSON.stringify(made.body))
    ids.push(made.body.data.id)
  }
  // The unit holds 20 characters: its canary is the end of the text.
  for (const cell of cells) if (cell.field === 'unit') cell.canary = cell.canary.slice(-20)
  return { cells, ids }
}

/** What comes out of a channel, as raw text; several requests where a filter or sort could tell. */
const CHANNELS: Record<
  string,
  (client: Client, ids: string[], cells: Cell[]) => Promise<string[]>
> = {
  list: async (client) => [JSON.stringify((await client('GET', `${ITEMS}?pageSize=500`)).body)],
  get: (client, ids) =>
    Promise.all(
      ids.map(async (id) => JSON.stringify((await client('GET', `${ITEMS}/${id}`)).body))
    ),
  fields: (client) =>
    Promise.all(
      FIELDS.map(async (field) =>
        JSON.stringify((await client('GET', `${ITEMS}?pageSize=500&fields=${field}`)).body)
      )
    ),
  options: async (client) => [
    JSON.stringify((await client('POST', `${ITEMS}/query`, { as: 'options', pageSize: 500 })).body),
  ],
  revisions: (client, ids) =>
    Promise.all(
      ids.map(async (id) => JSON.stringify((await client('GET', `${ITEMS}/${id}/revisions`)).body))
    ),
  aggregate: (client) =>
    Promise.all(
      FIELDS.map(async (field) => {
        const query = new URLSearchParams({
          metrics: JSON.stringify([{ fn: 'count' }]),
          groupBy: JSON.stringify([{ field }]),
        })
        return JSON.stringify((await client('GET', `${ITEMS}/aggregate?${query}`)).body)
      })
    ),
}

test.group('Leaks', (group) => {
  let admin: Client
  let planted: Awaited<ReturnType<typeof plant>>
  const clients = new Map<string, Client>()

  group.setup(async () => {
    admin = await clientOf('admin')
    planted = await plant(admin)
    for (const [name, grants] of Object.entries(ROLES)) {
      const stamp = `${Date.now()}${clients.size}`
      const roles = await Promise.all(
        grants.map((grant, i) =>
          makeRole(
            admin,
            `leak-${stamp}-${i}`,
            (['list', 'read', 'aggregate', 'pick'] as const).map((action) => ({
              resource: 'dictionary.items',
              action,
              readFields: grant.fields === '*' ? ('*' as const) : [...grant.fields],
              scope: grant.kind
                ? [{ field: 'kind', operator: 'eq' as const, value: grant.kind }]
                : null,
            }))
          )
        )
      )
      const person = await makePerson(admin, `leak${stamp}`, roles)
      clients.set(name, await clientOf(person.login))
    }
  })

  for (const [role, grants] of Object.entries(ROLES)) {
    for (const [channel, read] of Object.entries(CHANNELS)) {
      test(`${channel} under "${role}" shows no cell but those granted`, async ({ assert }) => {
        const text = (await read(clients.get(role)!, planted.ids, planted.cells)).join('\n')
        const leaked = planted.cells.filter(
          ({ row, field, canary }) => text.includes(canary) && !plainlyVisible(grants, row, field)
        )
        assert.isEmpty(leaked)
        if (channel === 'list' || channel === 'get') {
          const missing = planted.cells.filter(
            ({ row, field, canary }) => !text.includes(canary) && plainlyVisible(grants, row, field)
          )
          assert.isEmpty(missing, 'what is granted is there')
        }
      })
    }

    test(`filters, sorts and search under "${role}" tell nothing of hidden cells`, async ({
      assert,
    }) => {
      const client = clients.get(role)!
      for (const { row, field, canary } of planted.cells) {
        if (plainlyVisible(grants, row, field)) continue
        for (const operator of ['eq', 'contains', 'startswith']) {
          const found = await client('POST', `${ITEMS}/query`, {
            filters: [{ field, operator, value: canary }],
            total: 'exact',
          })
          if (found.status === 200)
            assert.equal(found.body.meta.total, 0, `${operator} on ${field} of row ${row}`)
          else assert.equal(found.status, 400)
        }
        const searched = await client('POST', `${ITEMS}/query`, { search: canary, total: 'exact' })
        if (searched.status === 200)
          assert.equal(searched.body.meta.total, 0, `search for ${field} of row ${row}`)
      }
    })
  }
})
