/** What the import calls take and answer. */
import type { MetaResource } from '@xinglin/contracts'
import { isEditable } from '../form/form_fields.ts'

/** `POST …/imports/preview`: what is in a file. */
export interface Preview {
  columns: string[]
  /** The first few rows, as text. */
  rows: string[][]
  /** Which field a column's heading seems to mean. */
  suggested: Record<string, string>
  encoding: string | null
}

export interface ImportPlan {
  fileId: string
  /** Field by column. */
  mapping: Record<string, string>
  mode: 'create' | 'upsert'
  /** The field that says which record a row means. */
  key?: string
}

export interface ImportResult {
  created: number
  updated: number
  unchanged: number
}

/** A row whose record an undo left as it is. */
export interface KeptRow {
  row: number
  record: string
  reason: 'changed' | 'deleted' | 'used' | 'taken' | 'forbidden'
}

/** What one has said of a file so far; mode and key are absent until one chooses them. */
export interface Choices {
  /** Field by column. */
  mapping: Record<string, string>
  mode?: ImportPlan['mode']
  key?: string
}

const NOT_FROM_A_FILE = new Set(['hasMany', 'file', 'image', 'computed', 'password'])

/** Fields a column can fill. */
export function importableFields(resource: MetaResource) {
  return Object.entries(resource.fields)
    .filter(
      ([, field]) => isEditable(field, true) && !field.hidden && !NOT_FROM_A_FILE.has(field.type)
    )
    .map(([name, field]) => ({
      name,
      label: field.label,
      required: Boolean(field.required),
      unique: Boolean(field.unique),
    }))
}

/** Where the columns seem to belong, for fields that are there to be filled. */
export function suggestedChoices(resource: MetaResource, { suggested }: Preview): Choices {
  const fields = new Set(importableFields(resource).map(({ name }) => name))
  const known = Object.entries(suggested).filter(([, field]) => fields.has(field))
  return { mapping: Object.fromEntries(known) }
}

/** Required fields that no column fills: every row would be refused. */
export function missingFields(resource: MetaResource, mapping: Record<string, string>): string[] {
  const filled = new Set(Object.values(mapping))
  return importableFields(resource)
    .filter(
      ({ name, required }) =>
        required && !filled.has(name) && resource.fields[name]?.default === undefined
    )
    .map(({ label }) => label)
}
