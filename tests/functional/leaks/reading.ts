/** Channels that answer cells: what each row of an answer must and must not hold. */
import type { Action } from '@xinglin/contracts'
import type { Client } from '#tests/people.ts'
import { gives, grantsFor, knowsField, seesCell, seesRow, seesThrough } from './roles.ts'
import type { Planted, PlantedRow, World } from './world.ts'

/** One kind of person at one resource. */
export interface Look {
  world: World
  planted: Planted
  role: string
  client: Client
  path: string
}

export const idsIn = (rows: readonly PlantedRow[]) => ({
  field: 'id',
  operator: 'in',
  value: rows.map(({ id }) => id),
})
export const living = ({ planted }: Look) => planted.rows.filter(({ deleted }) => !deleted)

/** Canaries in the text that the person may not see by this action, nor as the title of a related record. */
export function leaked(look: Look, action: Action, text: string, rows = living(look)): string[] {
  const { planted, role, world } = look
  const titles = new Set(
    [...world.planted.values()].flatMap(({ resource, fields, rows: all }) =>
      all
        .filter((row) => !row.deleted)
        .filter((row) => seesThrough(role, row, resource.title.name, fields, resource.title.name))
        .map(({ tokens }) => tokens.get(resource.title.name))
    )
  )
  const related = [...world.planted.values()]
    .filter((other) => other !== planted)
    .flatMap(({ resource, rows: all }) =>
      all.map(({ tokens }) => ({ resource, token: tokens.get(resource.title.name) }))
    )
    .filter(({ token }) => token !== undefined && !titles.has(token) && text.includes(token))
    .map(({ resource }) => `a title of ${resource.name}`)
  const own = planted.rows.flatMap((row) =>
    [...row.tokens]
      .filter(([field, token]) => {
        const { type } = planted.resource.field(field)!.definition
        const shown =
          rows.includes(row) &&
          type !== 'password' &&
          type !== 'protected' &&
          seesCell(role, action, row, field, planted.fields)
        return text.includes(token) && !shown && !titles.has(token)
      })
      .map(([field]) => `${field} of row ${planted.rows.indexOf(row)}`)
  )
  return [...own, ...related]
}

/** Whether a value is nothing: what a cell that is not shown answers. */
const isNothing = (value: unknown) =>
  value === null || value === undefined || (Array.isArray(value) && value.length === 0)

/** Where answered records differ from what the person may see: rows too many, too few, cells likewise. */
export function differences(
  look: Look,
  action: Action,
  records: readonly Record<string, unknown>[],
  rows = living(look),
  only?: readonly string[]
): string[] {
  const { planted, role } = look
  const found: string[] = []
  for (const [i, row] of rows.entries()) {
    const record = records.find(({ id }) => id === row.id)
    if (seesRow(role, action, row) !== (record !== undefined)) found.push(`row ${i}`)
    if (!record) continue
    for (const field of planted.resource.fields.values()) {
      if (only && !only.includes(field.name)) continue
      const shown = seesCell(role, action, row, field.name, planted.fields)
      const answered = !isNothing(record[field.name])
      if (answered && !shown) found.push(`${field.name} of row ${i} is shown`)
      if (!answered && shown && isExpected(look, row, field.name))
        found.push(`${field.name} of row ${i} is missing`)
    }
  }
  return found
}

/** Relations may be empty for other reasons, and a password never leaves. */
function isExpected({ planted }: Look, row: PlantedRow, name: string): boolean {
  const field = planted.resource.field(name)!
  if (field.many || field.target || field.definition.type === 'password') return false
  return !isNothing(row.values[name])
}

export async function readList(look: Look): Promise<string[]> {
  const rows = living(look)
  const answer = await look.client('POST', `${look.path}/query`, {
    filters: [idsIn(look.planted.rows)],
    pageSize: 500,
    total: 'exact',
    can: true,
  })
  if (answer.status !== 200) return refused(look, 'list', answer.status)
  return [
    ...leaked(look, 'list', JSON.stringify(answer.body)),
    ...differences(look, 'list', answer.body.data, rows),
    ...(answer.body.meta.total === answer.body.data.length ? [] : ['the total']),
  ]
}

/** The bin needs the right to restore beside that to list. */
export async function readBin(look: Look): Promise<string[]> {
  const rows = look.planted.rows.filter(({ deleted }) => deleted)
  const answer = await look.client('POST', `${look.path}/query`, {
    filters: [idsIn(look.planted.rows)],
    pageSize: 500,
    deleted: 'only',
  })
  if (answer.status !== 200) return []
  if (!look.planted.rows.some((row) => seesRow(look.role, 'restore', row))) return ['the bin']
  return [
    ...leaked(look, 'list', JSON.stringify(answer.body), rows),
    ...differences(look, 'list', answer.body.data, rows),
  ]
}

export async function readOne(look: Look): Promise<string[]> {
  const found: string[] = []
  for (const row of look.planted.rows) {
    const answer = await look.client('GET', `${look.path}/${row.id}`)
    const shown = !row.deleted && seesRow(look.role, 'read', row)
    if ((answer.status === 200) !== shown) found.push(`status ${answer.status}`)
    if (answer.status === 200) found.push(...differences(look, 'read', [answer.body.data], [row]))
    found.push(...leaked(look, 'read', JSON.stringify(answer.body), row.deleted ? [] : [row]))
  }
  return found
}

export async function readRevisions(look: Look): Promise<string[]> {
  const found: string[] = []
  for (const row of look.planted.rows) {
    const answer = await look.client('GET', `${look.path}/${row.id}/revisions`)
    const shown = !row.deleted && seesRow(look.role, 'read', row)
    if ((answer.status === 200) !== shown) found.push(`status ${answer.status}`)
    found.push(...leaked(look, 'read', JSON.stringify(answer.body), row.deleted ? [] : [row]))
    for (const { after } of answer.body.data ?? [])
      for (const name of Object.keys(after))
        if (!seesCell(look.role, 'read', row, name, look.planted.fields))
          found.push(`${name} in a revision`)
  }
  return found
}

/**
 * Ids, titles and codes; no other field answers, and none is asked after that is neither shown of every record anyway
 * nor a search field that the right to pick names.
 */
export async function readOptions(look: Look): Promise<string[]> {
  const { planted, client, path, role } = look
  const title = planted.resource.title.name
  const ask = (query: object) =>
    client('POST', `${path}/query`, {
      as: 'options',
      pageSize: 500,
      ...query,
      filters: [idsIn(planted.rows), ...((query as { filters?: object[] }).filters ?? [])],
    })
  const code = planted.resource.code?.name
  const answer = await ask({ ...(code && { fields: [code] }) })
  const everywhere = (name: string) =>
    (['list', 'read'] as const).some((action) =>
      grantsFor(role, action).some(
        (grant) => grant.rows === 'all' && gives(grant, name, planted.fields)
      )
    )
  if (!knowsField(role, 'pick', title, planted.fields) && !everywhere(title))
    return answer.status === 200 ? ['titles that are not granted'] : []
  if (answer.status !== 200) return refused(look, 'pick', answer.status)
  const found = leaked(look, 'pick', JSON.stringify(answer.body))
  found.push(...differences(look, 'pick', answer.body.data, living(look), [title]))
  for (const row of code ? living(look) : []) {
    const option = answer.body.data.find(({ id }: { id: string }) => id === row.id)
    const shown = everywhere(code!) || seesCell(role, 'pick', row, code!, planted.fields)
    if (option?.[code!] && !shown)
      found.push(`option tells ${code} of row ${planted.rows.indexOf(row)}`)
  }
  const names = answer.body.data.flatMap((record: object) => Object.keys(record))
  const showsCode =
    code && (knowsField(role, 'pick', code, planted.fields) || everywhere(code)) ? [code] : []
  for (const name of new Set<string>(names))
    if (!['id', 'version', title, ...showsCode].includes(name)) found.push(`option shows ${name}`)
  const searched = new Set(planted.resource.searchFields.map(({ name }) => name))
  for (const { name, type, target, system } of planted.resource.fields.values()) {
    if (name === title || system || target || everywhere(name)) continue
    const filtered = await ask({ filters: [{ field: name, operator: 'nnull' }] })
    if (searched.has(name) && knowsField(role, 'pick', name, planted.fields)) {
      const told = new Set(filtered.body.data?.map(({ id }: { id: string }) => id))
      for (const row of planted.rows)
        if (told.has(row.id) && !seesCell(role, 'pick', row, name, planted.fields))
          found.push(`options tell of ${name} of row ${planted.rows.indexOf(row)}`)
      continue
    }
    if (filtered.status !== 400) found.push(`options are filtered by ${name}`)
    if (!type.sortable) continue
    const sorted = await ask({ sorters: [{ field: name, order: 'asc' }] })
    if (sorted.status !== 400) found.push(`options are sorted by ${name}`)
  }
  if (role === 'pick only' && names.length === 0) found.push('no options')
  return found
}

/** What refusals say of the record: a stale version, no right, nothing there. */
export async function readRefusals(look: Look): Promise<string[]> {
  const found: string[] = []
  const { client, path, planted } = look
  const ids = planted.rows.map(({ id }) => id)
  const items = ids.map((id) => ({ id, version: 999, data: {} }))
  const answers = [
    await client('POST', `${path}/bulk`, { action: 'update', items }),
    await client('POST', `${path}/bulk`, { action: 'delete', ids }),
  ]
  for (const { id } of [planted.rows[1]!, planted.rows[2]!, planted.rows[5]!]) {
    answers.push(
      await client('PATCH', `${path}/${id}`, { version: 999 }),
      await client('DELETE', `${path}/${id}`),
      await client('POST', `${path}/${id}/revisions/1/restore`, { version: 999 }),
      await client('POST', `${path}/${id}/reveal`, { field: 'x', reason: 'x' })
    )
  }
  for (const { status, body } of answers) {
    if (status < 400 && status !== 200) found.push(`status ${status}`)
    found.push(...leaked(look, 'read', JSON.stringify(body)))
  }
  return found
}

function refused(look: Look, action: Action, status: number): string[] {
  const some = look.planted.rows.some((row) => seesRow(look.role, action, row))
  return some ? [`status ${status}`] : []
}
