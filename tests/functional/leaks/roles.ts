/** Kinds of roles, and the plain meaning of their grants: the oracle of the leak tests, which asks no compiler. */
import type { Action } from '@xinglin/contracts'

export const READS = ['list', 'read', 'pick', 'aggregate', 'export', 'restore', 'update'] as const
export type ReadAction = (typeof READS)[number]

/** One line of a role. `odd` and `even` are every other field of the resource. */
export interface PlainGrant {
  actions: readonly ReadAction[]
  fields: '*' | 'odd' | 'even'
  rows: 'all' | 'half' | 'own' | 'department'
}
/** A row as far as scopes go. */
export interface PlainRow {
  half: boolean
  own: boolean
  department: boolean
}

/** By the kind of person who has them; the grants of several roles stand side by side. */
export const ROLES: Record<string, readonly PlainGrant[]> = {
  'no grant': [],
  'list only': [{ actions: ['list'], fields: '*', rows: 'half' }],
  'some fields': [{ actions: READS, fields: 'odd', rows: 'all' }],
  'own records': [{ actions: READS, fields: '*', rows: 'own' }],
  'their department': [{ actions: READS, fields: '*', rows: 'department' }],
  'two roles': [
    { actions: READS, fields: 'odd', rows: 'all' },
    { actions: READS, fields: '*', rows: 'half' },
  ],
  'two roles the other way': [
    { actions: READS, fields: 'even', rows: 'all' },
    { actions: READS, fields: '*', rows: 'half' },
  ],
  'other rights by each action': [
    { actions: ['list', 'restore'], fields: 'odd', rows: 'all' },
    { actions: ['read'], fields: '*', rows: 'half' },
    { actions: ['aggregate'], fields: 'even', rows: 'all' },
    { actions: ['aggregate'], fields: '*', rows: 'own' },
    { actions: ['export'], fields: 'even', rows: 'half' },
    { actions: ['pick'], fields: '*', rows: 'own' },
  ],
  'pick only': [{ actions: ['pick'], fields: '*', rows: 'half' }],
}

const ALWAYS = new Set(['id', 'version'])

export function covers(grant: PlainGrant, row: PlainRow): boolean {
  return grant.rows === 'all' || row[grant.rows]
}

export function gives(grant: PlainGrant, field: string, fields: readonly string[]): boolean {
  if (grant.fields === '*' || ALWAYS.has(field)) return true
  return fields.indexOf(field) % 2 === (grant.fields === 'odd' ? 1 : 0)
}

/** The names a grant of this kind lists. */
export function namesOf(grant: PlainGrant, fields: readonly string[]): '*' | string[] {
  return grant.fields === '*' ? '*' : fields.filter((field) => gives(grant, field, fields))
}

export const grantsFor = (role: string, action: Action): readonly PlainGrant[] =>
  ROLES[role]!.filter(({ actions }) => (actions as readonly Action[]).includes(action))

export function seesRow(role: string, action: Action, row: PlainRow): boolean {
  return grantsFor(role, action).some((grant) => covers(grant, row))
}

export function seesCell(
  role: string,
  action: Action,
  row: PlainRow,
  field: string,
  fields: readonly string[]
): boolean {
  return grantsFor(role, action).some((grant) => covers(grant, row) && gives(grant, field, fields))
}

/** Whether some row's cell of the field can be seen at all, so that the field exists for the person. */
export function knowsField(role: string, action: Action, field: string, fields: readonly string[]) {
  return grantsFor(role, action).some((grant) => gives(grant, field, fields))
}

/** What is seen through a relation: by list and read as they give it, by pick the title alone. */
export function seesThrough(
  role: string,
  row: PlainRow,
  field: string,
  fields: readonly string[],
  title: string
): boolean {
  return (
    seesCell(role, 'list', row, field, fields) ||
    seesCell(role, 'read', row, field, fields) ||
    (field === title && seesCell(role, 'pick', row, field, fields))
  )
}
