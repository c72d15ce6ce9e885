/**
 * The row of one record, new or changed. A plugin's own model writes it where there is one, so that its hooks run;
 * else a plain statement does, which costs a fraction of a model.
 */
import type { LucidRow } from '@adonisjs/lucid/types/model'
import { attributeOf, hasOwnModel, modelFor } from '../model.ts'
import type { Resource } from '../resource.ts'
import { sameValue, type Values } from '../values.ts'
import { columnsOf, insertRow, setColumns } from './rows.ts'
import { ShadowColumns } from './shadow_columns.ts'
import { refusingConflicts } from './unique.ts'

/** The row and what is asked of it next, which may travel together. */
export async function saveNew(
  resource: Resource,
  values: Values,
  check: () => Promise<void>
): Promise<void> {
  if (!hasOwnModel(resource)) return insertRow(resource, values, check)
  const record = newModel(resource)
  setAttributes(resource, record, values)
  record.$setAttribute('live', '')
  await refusingConflicts(resource, () => record.save())
  await check()
}

/** Writes only what differs between the record as it was read and as it shall be. */
export async function saveChanged(resource: Resource, before: Values, next: Values): Promise<void> {
  if (!hasOwnModel(resource)) {
    const names = resource.storedFields
      .map((field) => field.name)
      .filter((fieldName) => !sameValue(before[fieldName], next[fieldName]))
    const columns = columnsOf(resource, next, names, new ShadowColumns())
    return setColumns(resource, before.id as string, columns)
  }
  const record = newModel(resource)
  for (const field of resource.storedFields)
    record.$attributes[attributeOf(field)] = before[field.name] ?? null
  record.$hydrateOriginals()
  record.$isPersisted = true
  setAttributes(resource, record, next)
  await refusingConflicts(resource, () => record.save())
}

function newModel(resource: Resource): LucidRow {
  return new (modelFor(resource))()
}

function setAttributes(resource: Resource, record: LucidRow, values: Values): void {
  for (const field of resource.storedFields)
    record.$setAttribute(attributeOf(field), values[field.name] ?? null)
}
