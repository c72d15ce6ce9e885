/** Channels that tell by what they find, count or order: each must answer as if cells that are not shown were empty. */
import { compare, conditionValue, matches, type Action, type Operator } from '@xinglin/contracts'
import type { ResourceField } from '#app/resources/resource.ts'
import { knowsField, seesCell, seesRow, seesThrough } from './roles.ts'
import { idsIn, leaked, living, type Look } from './reading.ts'
import type { PlantedRow } from './world.ts'

/** The value as far as the person may see it. */
function shownValue(look: Look, action: Action, row: PlantedRow, field: ResourceField): unknown {
  const shown = seesCell(look.role, action, row, field.name, look.planted.fields)
  return shown ? conditionValue(field.definition, row.values[field.name]) : null
}
const seen = (look: Look, action: Action) =>
  living(look).filter((row) => seesRow(look.role, action, row))

/** The cells whose value is the more telling: those of rows where it is hidden, else of the first. */
function telling(look: Look, action: Action, field: ResourceField): PlantedRow {
  const rows = living(look)
  return (
    rows.find((row) => !seesCell(look.role, action, row, field.name, look.planted.fields)) ??
    rows[0]!
  )
}

const PROBES: readonly Operator[] = [
  'eq',
  'in',
  'contains',
  'startswith',
  'gte',
  'between',
  'null',
  'ne',
]

function operandOf(operator: Operator, value: unknown): unknown {
  const single = Array.isArray(value) ? value[0] : value
  if (operator === 'null') return undefined
  if (operator === 'in') return [single]
  if (operator === 'between') return [single, single]
  return single
}

/** Fields of the record itself that a person could ask after. */
function* askedFields({ planted }: Look): Generator<ResourceField> {
  for (const field of planted.resource.fields.values())
    if (!['id', 'version', 'createdAt', 'updatedAt', 'updatedBy'].includes(field.name)) yield field
}

/** Every probe where the field is shown on some rows and hidden on others; else one tells enough. */
function probesOf(look: Look, field: ResourceField, known: boolean): readonly Operator[] {
  const shown = seen(look, 'list').filter((row) =>
    seesCell(look.role, 'list', row, field.name, look.planted.fields)
  )
  if (!known) return PROBES.slice(0, 1)
  return shown.length < seen(look, 'list').length ? PROBES : ['eq', 'null']
}

export async function filterOracle(look: Look): Promise<string[]> {
  const found: string[] = []
  const ask = (filter: object) =>
    look.client('POST', `${look.path}/query`, {
      filters: [filter, idsIn(look.planted.rows)],
      fields: ['id'],
      total: 'exact',
    })
  for (const field of askedFields(look)) {
    if (field.definition.type === 'hasMany') continue
    const known = knowsField(look.role, 'list', field.name, look.planted.fields)
    const { values } = telling(look, 'list', field)
    for (const operator of probesOf(look, field, known)) {
      if (known && !field.type.operators.includes(operator)) continue
      if (values[field.name] === null && operator !== 'null') continue
      const filter = { field: field.name, operator, value: operandOf(operator, values[field.name]) }
      const answer = await ask(filter)
      if (!known || answer.status !== 200) {
        if (answer.status === 200 || known)
          found.push(`${field.name} ${operator}: ${answer.status}`)
        continue
      }
      const expected = seen(look, 'list').filter((row) =>
        matches([filter], () => shownValue(look, 'list', row, field))
      )
      if (answer.body.meta.total !== expected.length)
        found.push(`${field.name} ${operator}: ${answer.body.meta.total} not ${expected.length}`)
    }
  }
  return found
}

export async function sortOracle(look: Look): Promise<string[]> {
  const found: string[] = []
  for (const field of askedFields(look)) {
    if (!field.type.sortable || field.target) continue
    const known = knowsField(look.role, 'list', field.name, look.planted.fields)
    const answer = await look.client('POST', `${look.path}/query`, {
      filters: [idsIn(look.planted.rows)],
      fields: ['id'],
      sorters: [{ field: field.name, order: 'asc' }],
    })
    if (!known || answer.status !== 200) {
      if (answer.status === 200 || known) found.push(`${field.name}: ${answer.status}`)
      continue
    }
    const shown = (row: PlantedRow) => shownValue(look, 'list', row, field)
    const expected = seen(look, 'list').toSorted((a, b) => {
      const [left, right] = [shown(a), shown(b)]
      if (left === null || right === null)
        return Number(left !== null) - Number(right !== null) || compare(a.id, b.id)
      return compare(left, isExact(right) ? b.values[field.name] : right) || compare(a.id, b.id)
    })
    const ids = answer.body.data.map(({ id }: { id: string }) => id).join()
    if (ids !== expected.map(({ id }) => id).join()) found.push(`order by ${field.name}`)
  }
  return found
}
const isExact = (value: unknown) => typeof value === 'object'

export async function searchOracle(look: Look): Promise<string[]> {
  const found: string[] = []
  for (const field of look.planted.resource.searchFields) {
    for (const row of look.planted.rows) {
      const token = row.tokens.get(field.name)
      if (!token) continue
      const answer = await look.client('POST', `${look.path}/query`, {
        search: token,
        total: 'exact',
      })
      const shown =
        !row.deleted && seesCell(look.role, 'list', row, field.name, look.planted.fields)
      const count = answer.status === 200 ? answer.body.meta.total : 0
      if (count !== Number(shown)) found.push(`${field.name} of row ${row.id}: ${count}`)
    }
  }
  return found
}

export async function aggregateOracle(look: Look): Promise<string[]> {
  const found: string[] = []
  const { client, path, planted } = look
  const ask = (query: Record<string, unknown>) => {
    const text = { ...query, filters: [idsIn(planted.rows)] } as Record<string, unknown>
    const parameters = Object.entries(text).map(([key, value]) => [key, JSON.stringify(value)])
    return client(
      'GET',
      `${path}/aggregate?${new URLSearchParams(parameters as [string, string][])}`
    )
  }
  const all = await ask({ metrics: [{ fn: 'count' }] })
  const rows = seen(look, 'aggregate')
  if (all.status === 200 && all.body.data[0].values.count !== rows.length) found.push('the count')
  if (all.status !== 200) return rows.length > 0 ? [`status ${all.status}`] : []
  for (const field of askedFields(look)) {
    if (field.many) continue
    const known = knowsField(look.role, 'aggregate', field.name, planted.fields)
    const fns = ['count', ...(field.type.metrics ?? [])]
    const answer = await ask({ metrics: fns.map((fn) => ({ fn, field: field.name })) })
    if (!known || answer.status !== 200) {
      if (answer.status === 200 || known) found.push(`${field.name}: ${answer.status}`)
      continue
    }
    found.push(...leaked(look, 'aggregate', JSON.stringify(answer.body)))
    const { values } = answer.body.data[0]
    const shown = rows.filter((row) => !isEmpty(shownValue(look, 'aggregate', row, field)))
    if (values[`count.${field.name}`] !== shown.length) found.push(`count of ${field.name}`)
    if (fns.includes('sum') && typeof shown[0]?.values[field.name] === 'number') {
      const sum = shown.reduce((total, row) => total + (row.values[field.name] as number), 0)
      if (values[`sum.${field.name}`] !== sum) found.push(`sum of ${field.name}`)
    }
    if (!field.type.groupable) continue
    const grouped = await ask({ metrics: [{ fn: 'count' }], groupBy: [{ field: field.name }] })
    found.push(...leaked(look, 'aggregate', JSON.stringify(grouped.body)))
    const groups = new Set(
      rows.map((row) => JSON.stringify(shownValue(look, 'aggregate', row, field) ?? null))
    )
    if (grouped.status === 200 && grouped.body.data.length !== groups.size)
      found.push(`groups of ${field.name}`)
  }
  return found
}
const isEmpty = (value: unknown) =>
  value === null || value === undefined || (Array.isArray(value) && value.length === 0)

/** Fields, filters and order through each relation, one hop far. */
export async function relationOracle(look: Look): Promise<string[]> {
  const found: string[] = []
  const { client, path, planted, role, world } = look
  for (const field of planted.resource.fields.values()) {
    const target = field.target ? world.planted.get(field.target) : undefined
    if (!target || field.system || field.definition.type === 'hasMany') continue
    const title = target.resource.title.name
    for (const name of target.fields.slice(7, 12)) {
      const last = target.resource.field(name)!
      if (last.target || !last.type.operators.includes('eq')) continue
      for (const row of living(look)) {
        const ids = [row.values[field.name]].flat() as string[]
        const related = target.rows.filter(({ id, deleted }) => ids.includes(id) && !deleted)
        const hop =
          seesRow(role, 'list', row) && seesCell(role, 'list', row, field.name, planted.fields)
        for (const end of related) {
          const through = hop && seesThrough(role, end, name, target.fields, title)
          const value = end.values[name]
          const answer = await client('POST', `${path}/query`, {
            filters: [
              { field: `${field.name}.${name}`, operator: 'eq', value },
              { field: 'id', operator: 'eq', value: row.id },
            ],
            fields: field.many ? ['id'] : [`${field.name}.${name}`],
          })
          const count = answer.status === 200 ? answer.body.data.length : 0
          if (count > 0 && !through) found.push(`${field.name}.${name}`)
          if (count === 0 && through && answer.status !== 400)
            found.push(`${field.name}.${name} is missing`)
          const token = end.tokens.get(name)
          if (token && !through && JSON.stringify(answer.body).includes(token))
            found.push(`${field.name}.${name} is told`)
        }
      }
    }
  }
  return found
}
