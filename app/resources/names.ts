import type { FieldTypeName } from '@xinglin/contracts'

/** How names in JSON become names in the database (docs/metadata.md, "Storage"). */

/** `genericName` → `generic_name`. */
export function columnName(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}

/** The column of a field: a relation's holds the id, `patient` → `patient_id`. */
export function columnOf(field: string, type: FieldTypeName): string {
  return type === 'belongsTo' || type === 'parent' ? `${columnName(field)}_id` : columnName(field)
}

/** `dictionary.drugs` → `dictionary__drugs`. */
export function tableName(resource: string): string {
  const [plugin, plural] = resource.split('.') as [string, string]
  return `${plugin}__${columnName(plural)}`
}

export function pluginOf(resource: string): string {
  return resource.slice(0, resource.indexOf('.'))
}
