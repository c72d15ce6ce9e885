/** A role's grants as the matrix edits them: what is stored, what is staged over it, and the difference. */
import type { Action, Filters } from '@xinglin/contracts'

export interface GrantValue {
  readFields: FieldList
  writeFields: FieldList
  /** null: every row. */
  scope: Filters | null
}
/** `'*'`: every field, also those that come later. */
export type FieldList = '*' | string[]

export interface StoredGrant extends GrantValue {
  id: string
  version: number
  resource: string
  action: Action
}

/** A cell of the matrix: `dictionary.drugs list`. */
export type CellKey = string
/** By cell what shall be granted there; null: nothing. */
export type Draft = ReadonlyMap<CellKey, GrantValue | null>
export type Stored = ReadonlyMap<CellKey, StoredGrant>

export const READING: readonly Action[] = ['list', 'read', 'export', 'aggregate', 'print', 'reveal']
export const WRITING: readonly Action[] = ['create', 'update', 'import']

/** A first right: everything, as an administrator expects of a ticked box. */
export const WHOLE: GrantValue = { readFields: '*', writeFields: '*', scope: null }

export function cellKey(resource: string, action: Action): CellKey {
  return `${resource} ${action}`
}

export function cellOf(key: CellKey): { resource: string; action: Action } {
  const [resource = '', action] = key.split(' ')
  return { resource, action: action as Action }
}

/** What the cell grants once everything staged is saved. */
export function grantAt(stored: Stored, draft: Draft, key: CellKey): GrantValue | null {
  const staged = draft.get(key)
  return staged === undefined ? (stored.get(key) ?? null) : staged
}

/** Stages a value; one that is stored already is no change. */
export function stage(
  stored: Stored,
  draft: Draft,
  changes: Iterable<readonly [CellKey, GrantValue | null]>
): Draft {
  const next = new Map(draft)
  for (const [key, value] of changes) {
    if (sameGrant(stored.get(key) ?? null, value)) next.delete(key)
    else next.set(key, value)
  }
  return next
}

export interface GrantWrite {
  create: Record<string, unknown>[]
  update: { id: string; version: number; data: GrantValue }[]
  delete: { id: string; version: number }[]
  /** The cells of each part, in their order, to find what was refused. */
  cells: { create: CellKey[]; update: CellKey[]; delete: CellKey[] }
}

/** The bulk write that makes what is stored what is staged; at most `most` records of it. */
export function writeOf(role: string, stored: Stored, draft: Draft, most: number): GrantWrite {
  const write: GrantWrite = {
    create: [],
    update: [],
    delete: [],
    cells: { create: [], update: [], delete: [] },
  }
  for (const [key, value] of [...draft].slice(0, most)) {
    const present = stored.get(key)
    if (!value) {
      if (present) write.delete.push({ id: present.id, version: present.version })
      if (present) write.cells.delete.push(key)
    } else if (present) {
      write.update.push({ id: present.id, version: present.version, data: plain(value) })
      write.cells.update.push(key)
    } else {
      write.create.push({ role, ...cellOf(key), ...plain(value) })
      write.cells.create.push(key)
    }
  }
  return write
}

/** The cell a refused part of a write stood for: of `update.3.scope`, the fourth that was updated. */
export function cellRefused(write: GrantWrite, field: string | undefined): CellKey | undefined {
  const [part, index] = field?.split('.') ?? []
  if (part !== 'create' && part !== 'update' && part !== 'delete') return undefined
  return write.cells[part][Number(index)]
}

export function sameGrant(a: GrantValue | null, b: GrantValue | null): boolean {
  if (!a || !b) return a === b
  return (
    sameFields(a.readFields, b.readFields) &&
    sameFields(a.writeFields, b.writeFields) &&
    JSON.stringify(a.scope) === JSON.stringify(b.scope)
  )
}

function sameFields(a: FieldList, b: FieldList): boolean {
  if (a === '*' || b === '*') return a === b
  return a.length === b.length && a.every((name) => b.includes(name))
}

function plain({ readFields, writeFields, scope }: GrantValue): GrantValue {
  return { readFields, writeFields, scope }
}

export function hasField(fields: FieldList, name: string): boolean {
  return fields === '*' || fields.includes(name)
}

/** Adds or removes a field; removing one of "every field" leaves the others by name. */
export function withField(
  fields: FieldList,
  name: string,
  on: boolean,
  all: readonly string[]
): FieldList {
  const named = fields === '*' ? [...all] : fields
  if (on) return named.includes(name) ? fields : [...named, name]
  return named.filter((each) => each !== name)
}

/** Whether the right covers less than everything: some rows, or some fields of those its action is about. */
export function isNarrow(action: Action, grant: GrantValue): boolean {
  return (
    grant.scope !== null ||
    (READING.includes(action) && grant.readFields !== '*') ||
    (WRITING.includes(action) && grant.writeFields !== '*')
  )
}

/** What a newly ticked action starts with: as far as the role's other actions on the resource go, not further. */
export function likeOthers(others: readonly GrantValue[]): GrantValue {
  const narrowest = [...others].sort((a, b) => weight(b) - weight(a))[0]
  return narrowest ? plain(narrowest) : WHOLE
}

function weight({ scope, readFields, writeFields }: GrantValue): number {
  return (scope === null ? 0 : 4) + (readFields === '*' ? 0 : 2) + (writeFields === '*' ? 0 : 1)
}
