import type { Resource } from '../resource.ts'
import type { Values } from '../values.ts'

/** Work on values that takes time (hashing a password), done before the transaction begins. Changes `values`. */
export async function encodeSecrets(resource: Resource, values: Values): Promise<void> {
  for (const name of Object.keys(values)) {
    const field = resource.field(name)!
    if (field.type.encode && values[name] !== null)
      values[name] = await field.type.encode(values[name], field)
  }
}
