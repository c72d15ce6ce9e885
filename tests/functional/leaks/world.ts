/** Records of every resource with a distinct canary in each cell, and people of each kind who may see some of them. */
import { raiseStamp } from '#app/database/stamp.ts'
import { name, sql } from '#app/database/sql.ts'
import { execute, transaction } from '#app/database/store.ts'
import { transitionsOf } from '#app/lifecycle/lifecycle.ts'
import { appendTimeline } from '#app/lifecycle/timeline_lines.ts'
import { insertRows } from '#app/resources/write/rows.ts'
import { ShadowColumns } from '#app/resources/write/shadow_columns.ts'
import { newRecordId } from '#app/database/record_id.ts'
import { allResources, getResource } from '#app/resources/registry.ts'
import type { Resource } from '#app/resources/resource.ts'
import { revisionValues } from '#app/resources/write/record.ts'
import { pairTableName } from '#app/resources/schema/resource_tables.ts'
import { toStored } from '#app/database/instant.ts'
import { clientOf, makePerson, type Client } from '#tests/people.ts'
import { makeResources } from '../exam_resource.ts'
import { lines, sheets } from '../sheet_resources.ts'
import { canaryValue, tokenOf } from './canary.ts'
import { namesOf, READS, ROLES, type PlainRow } from './roles.ts'

export interface PlantedRow extends PlainRow {
  id: string
  deleted: boolean
  values: Record<string, unknown>
  /** By field: a text that is nowhere else. */
  tokens: Map<string, string>
  /** What its timeline says, where it has one. */
  reason?: string
}
export interface Planted {
  resource: Resource
  /** Names of all fields, in the order by which `odd` and `even` are told. */
  fields: string[]
  rows: PlantedRow[]
}
export interface World {
  planted: Map<string, Planted>
  people: Map<string, { client: Client; id: string; login: string }>
}

/** Rows: who made it, which department, whether in the half; the last two lie in the recycle bin. */
const ROWS = [
  { own: true, department: true, half: true },
  { own: true, department: false, half: false },
  { own: false, department: true, half: false },
  { own: false, department: false, half: true },
  { own: true, department: false, half: true, deleted: true },
  { own: false, department: true, half: false, deleted: true },
]
/** What junk must not set going. */
const FIXED: Record<string, Record<string, unknown>> = {
  'core.jobs': {
    kind: 'export',
    state: 'done',
    ending: null,
    cursor: null,
    input: { locale: 'en' },
  },
  'core.grants': { resource: 'leaks.nothing', scope: null },
}

/** Made once; the people share one department, and own the same rows of everything. */
export async function makeWorld(): Promise<World> {
  await makeResources(sheets, lines)
  const admin = await clientOf('admin')
  const stamp = `${process.pid}${Date.now() % 1e6}`
  const people: World['people'] = new Map()
  const made = []
  for (const [i, role] of Object.keys(ROLES).entries())
    made.push({ role, ...(await makePerson(admin, `leak${stamp}x${i}`)) })
  const owner = made.find(({ role }) => role === 'own records')!.id
  const [mine, other] = [newRecordId(), newRecordId()]
  await insertRows(
    getResource('core.departments'),
    [mine, other].map((id) =>
      systemOf({ id, name: `dept ${id}`, kind: 'department', status: 'active' })
    ),
    new ShadowColumns()
  )
  const planted = await plantAll(owner, mine, other)
  await grantAll(planted, made, owner, mine)
  for (const { role, login, id } of made)
    people.set(role, { client: await clientOf(login), id, login })
  return { planted, people }
}

const systemOf = (values: Record<string, unknown>) => ({
  version: 1,
  createdAt: '2026-01-01T00:00:00.000Z',
  updatedAt: '2026-01-01T00:00:00.000Z',
  createdBy: null,
  updatedBy: null,
  departmentId: null,
  ...values,
})

async function plantAll(owner: string, mine: string, other: string) {
  const planted: World['planted'] = new Map()
  const waiting = allResources().filter(
    (resource) => ['core', 'dictionary', 'openapi'].includes(resource.plugin) && !resource.isLog
  )
  while (waiting.length > 0) {
    const next = waiting.findIndex((resource) => isReady(resource, planted))
    const [resource] = waiting.splice(next, 1) as [Resource]
    planted.set(resource.name, await plant(resource, planted, owner, mine, other))
  }
  return planted
}

/** Whether what it points at is there; the other side of a relation, and the record itself, come later. */
function isReady(resource: Resource, planted: World['planted']): boolean {
  return [...resource.fields.values()].every(
    ({ target, system, definition }) =>
      !target ||
      system ||
      target === resource.name ||
      definition.type === 'hasMany' ||
      planted.has(target)
  )
}

async function plant(
  resource: Resource,
  planted: World['planted'],
  owner: string,
  mine: string,
  other: string
): Promise<Planted> {
  const fields = [...resource.fields.keys()]
  const made: PlantedRow[] = ROWS.map(({ deleted = false, ...scope }, i) => {
    const id = newRecordId()
    const values: Record<string, unknown> = systemOf({
      id,
      createdBy: scope.own ? owner : null,
      departmentId: scope.department ? mine : other,
    })
    for (const field of resource.fields.values()) {
      if (field.system || field.definition.type === 'hasMany') continue
      const fixed = FIXED[resource.name] ?? {}
      const targets = field.target ? planted.get(field.target)?.rows : undefined
      values[field.name] = Object.hasOwn(fixed, field.name)
        ? fixed[field.name]
        : field.definition.type === 'parent'
          ? null
          : targets
            ? field.many
              ? [targets[i % 4]!.id, targets[(i + 1) % 4]!.id]
              : targets[i % 4]!.id
            : canaryValue(field, i)
    }
    const tokens = new Map<string, string>()
    for (const field of resource.storedFields) {
      const token = field.system || field.target ? null : tokenOf(field, values[field.name])
      if (token && !Object.hasOwn(FIXED[resource.name] ?? {}, field.name))
        tokens.set(field.name, token)
    }
    const reason = resource.definition.lifecycle && `moved${id.replaceAll('-', '')}`
    return { id, deleted, values, tokens, ...(reason && { reason }), ...scope }
  })
  // Those of the bin first: their keys are free again.
  for (const { id, deleted, values, reason } of made.toReversed()) {
    await insertRows(resource, [values], new ShadowColumns())
    await writeOthers(resource, id, values)
    if (reason) await plantTimeline(resource, id, reason)
    if (deleted)
      await execute(
        sql`update ${name(resource.table)} set live = id, deleted_at = ${toStored('2026-01-02T00:00:00.000Z')} where id = ${id}`
      )
  }
  return { resource, fields, rows: made }
}

async function plantTimeline(resource: Resource, record: string, reason: string) {
  const [transition = '', { from, to }] = Object.entries(
    resource.definition.lifecycle!.transitions
  )[0]!
  await transaction(() =>
    appendTimeline({
      resource: resource.name,
      record,
      transition,
      from: String(from),
      to,
      by: null,
      reason,
      note: null,
    })
  )
}

/** Members of relations, and the first revision. */
async function writeOthers(resource: Resource, id: string, values: Record<string, unknown>) {
  for (const field of resource.fields.values()) {
    if (field.definition.type !== 'manyToMany') continue
    for (const [position, target] of (values[field.name] as string[]).entries())
      await execute(
        sql`insert into ${name(pairTableName(resource, field))} (owner_id, target_id, position) values (${id}, ${target}, ${position})`
      )
  }
  const own = resource.storedFields.filter(({ system }) => !system).map((field) => field.name)
  const after = JSON.stringify(revisionValues(resource, values, own))
  await execute(
    sql`insert into core__revisions (id, created_at, resource, record, n, action, by_user, ${name('before')}, ${name('after')}) values (${newRecordId()}, ${toStored('2026-01-01T00:00:00.000Z')}, ${resource.name}, ${id}, 1, 'create', null, null, ${after})`
  )
}

/** Each line of a kind is a role of its own, so that the roles of one person combine. */
async function grantAll(
  planted: World['planted'],
  people: readonly { role: string; id: string }[],
  owner: string,
  department: string
) {
  const grants: Record<string, unknown>[] = []
  const roles: Record<string, unknown>[] = []
  const memberships: Record<string, unknown>[] = []
  for (const { role: kind, id: user } of people) {
    const grantLines = ROLES[kind]!.length > 0 ? ROLES[kind]! : [null]
    for (const [i, line] of grantLines.entries()) {
      const role = newRecordId()
      roles.push(systemOf({ id: role, name: `leak ${role}`, code: null }))
      memberships.push(systemOf({ id: newRecordId(), user, role, department }))
      if (!line) continue
      for (const { resource, fields, rows: made } of planted.values()) {
        const ids = made.filter(({ half }) => half).map((row) => row.id)
        const scopes = {
          all: null,
          half: [{ field: 'id', operator: 'in', value: ids }],
          own: [{ field: 'createdBy', operator: 'eq', value: user === owner ? '$user.id' : owner }],
          department: [{ field: 'departmentId', operator: 'in', value: '$user.departmentTreeIds' }],
        }
        // Who may change a record may move it.
        const moves = line.actions.includes('update') ? transitionsOf(resource) : []
        for (const action of [...READS.filter((each) => line.actions.includes(each)), ...moves]) {
          grants.push(
            systemOf({
              id: newRecordId(),
              role,
              resource: resource.name,
              action,
              readFields: namesOf(line, fields),
              writeFields: [],
              scope: scopes[line.rows],
              origin: `leaks${i}`,
            })
          )
        }
      }
    }
  }
  const shadows = new ShadowColumns()
  await transaction(async () => {
    await insertRows(getResource('core.roles'), roles, shadows)
    await insertRows(getResource('core.memberships'), memberships, shadows)
    await insertRows(getResource('core.grants'), grants, shadows)
    await raiseStamp()
  })
}

/** Takes away what would disturb other tests. */
export async function removeWorld({ planted }: World): Promise<void> {
  for (const { resource, rows: made } of [...planted.values()].reverse())
    for (const { id } of made)
      await execute(
        sql`update ${name(resource.table)} set live = id where id = ${id} and live = ''`
      )
  await transaction(raiseStamp)
}
