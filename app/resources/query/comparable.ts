import { dialect } from '#app/database/store.ts'
import type { ResourceField } from '../resource.ts'
import type { DbValue } from '../fields/field_type.ts'
import { isDate } from '../fields/date/date_text.ts'
import { isTime } from '../fields/time/time_text.ts'
import { isStorable } from '../write/storable.ts'
import { isInstant, toIso } from '../fields/datetime/instant.ts'
import { isRecordId } from '#app/database/record_id.ts'

/**
 * A filter's value as its column stores it, or undefined when it is of the wrong type. Databases convert silently
 * (`'1abc'` equals 1, 0 equals every text), so nothing of the wrong type may reach them.
 */
export function comparable(value: unknown, field: ResourceField): DbValue | undefined {
  if (!isStorable(value)) return undefined
  if (field.type.filterValue) return field.type.filterValue(value, field, dialect())
  // Kept as a text, but nothing else than an id.
  if (field.system && field.name === 'id') return isRecordId(value) ? value : undefined
  switch (field.type.column(field)?.kind) {
    case 'integer':
    case 'bigint':
      return typeof value === 'number' && Number.isSafeInteger(value) ? value : undefined
    case 'boolean':
      return typeof value === 'boolean' ? field.toDb(value) : undefined
    case 'id':
      return isRecordId(value) ? value : undefined
    case 'datetime':
      return typeof value === 'string' && isInstant(value) ? field.toDb(toIso(value)) : undefined
    case 'date':
      return typeof value === 'string' && isDate(value) ? value : undefined
    case 'time':
      return typeof value === 'string' && isTime(value) ? value : undefined
    case 'varchar':
    case 'text':
      return typeof value === 'string' ? value : undefined
    default:
      return undefined
  }
}
