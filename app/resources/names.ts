/** How names in JSON become names in the database (docs/metadata.md, "Storage"). */

/** `genericName` → `generic_name`. */
export function columnName(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}

/** `dictionary.drugs` → `dictionary__drugs`. */
export function tableName(resource: string): string {
  const [plugin, plural] = resource.split('.') as [string, string]
  return `${plugin}__${columnName(plural)}`
}

export function pluginOf(resource: string): string {
  return resource.slice(0, resource.indexOf('.'))
}
