/** What an import is to do, checked before it begins: which column fills which field, under which rights. */
import { authorize } from '#app/access/authorize.ts'
import { rulesWriting, type Actor, type Grant } from '#app/access/grant.ts'
import { Refusal, type Problem } from '#app/errors/refusal.ts'
import type { Resource, ResourceField } from '#app/resources/resource.ts'
import { isWritable } from '#app/resources/write/input.ts'
import { NOT_IN_SHEETS } from './cell_value.ts'

export interface ImportInput {
  fileId: string
  /** Field by column. */
  mapping: Record<string, string>
  mode: 'create' | 'upsert'
  /** The unique field, or `id`, that says which record a row means. */
  key: string | null
  dryRun: boolean
}

export interface ImportPlan {
  resource: Resource
  columns: { column: string; field: ResourceField }[]
  key: ResourceField | null
  /** The right to import at all, and those to make and to change records; all hold for every row. */
  importing: Grant
  creating: Grant
  updating: Grant | null
}

/** Checks the form of a request's body. */
export function parseImport(body: Record<string, unknown>): ImportInput {
  const { fileId, mapping, mode, key = null, dryRun = false } = body
  const problems: Problem[] = []
  if (typeof fileId !== 'string') problems.push({ code: 'E_REQUIRED', field: 'fileId' })
  if (!isMapping(mapping)) problems.push({ code: 'E_TYPE', field: 'mapping' })
  if (mode !== 'create' && mode !== 'upsert') problems.push({ code: 'E_INVALID', field: 'mode' })
  if (key !== null && typeof key !== 'string') problems.push({ code: 'E_TYPE', field: 'key' })
  if (mode === 'upsert' && key === null) problems.push({ code: 'E_REQUIRED', field: 'key' })
  if (typeof dryRun !== 'boolean') problems.push({ code: 'E_TYPE', field: 'dryRun' })
  if (problems.length > 0) throw new Refusal(problems)
  return { fileId, mapping, mode, key, dryRun } as ImportInput
}

function isMapping(value: unknown): value is Record<string, string> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  const fields = Object.values(value)
  return fields.length > 0 && fields.every((field) => typeof field === 'string')
}

/**
 * @throws 403 and 404 as any write would; E_UNKNOWN_FIELD for a field that is unknown or not the actor's to write,
 * E_INVALID for a column that is not in the file or a key that does not tell records apart
 */
export function planImport(
  actor: Actor,
  resourceName: string,
  input: ImportInput,
  sheetColumns: readonly string[]
): ImportPlan {
  const importing = authorize(actor, resourceName, 'import')
  const { resource } = importing
  if (resource.engineOnly) throw new Refusal('E_FORBIDDEN')
  const creating = authorize(actor, resourceName, 'create')
  const updating = input.mode === 'upsert' ? authorize(actor, resourceName, 'update') : null
  const key = input.mode === 'upsert' ? (resource.field(input.key!) ?? null) : null
  const plan: ImportPlan = { resource, columns: [], key, importing, creating, updating }
  const problems: Problem[] = []
  const mapped = Object.entries(input.mapping)
  for (const [column, name] of mapped) {
    const field = resource.field(name)
    if (!field || !mayFill(plan, field))
      problems.push({ code: 'E_UNKNOWN_FIELD', field: 'mapping', meta: { column, field: name } })
    else if (!sheetColumns.includes(column))
      problems.push({ code: 'E_INVALID', field: 'mapping', meta: { column } })
    else plan.columns.push({ column, field })
  }
  if (new Set(mapped.map(([, name]) => name)).size < mapped.length)
    problems.push({ code: 'E_INVALID', field: 'mapping' })
  const keyIsMapped = plan.columns.some(({ field }) => field === key)
  if (updating && (!key || !isKey(key) || !keyIsMapped))
    problems.push({ code: 'E_INVALID', field: 'key' })
  if (problems.length > 0) throw new Refusal(problems)
  return plan
}

/** Fields that a sheet's columns may fill for this person. */
export function fillableFields(plan: Omit<ImportPlan, 'columns' | 'key'>): ResourceField[] {
  return [...plan.resource.fields.values()].filter((field) =>
    mayFill({ ...plan, columns: [], key: null }, field)
  )
}

function mayFill(
  { importing, creating, updating, key }: ImportPlan,
  field: ResourceField
): boolean {
  if (NOT_IN_SHEETS.has(field.definition.type)) return false
  if (field === key) return true
  if (rulesWriting(importing.rules, field.name).length === 0) return false
  return (
    isWritable(creating, field.name, false) ||
    (updating !== null && isWritable(updating, field.name, true))
  )
}

function isKey(field: ResourceField): boolean {
  return field.name === 'id' || field.definition.unique === true
}
