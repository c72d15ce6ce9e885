import { systemGrant } from '#app/access/grant.ts'
import type { Resource } from '../resource.ts'
import type { Values } from '../values.ts'
import { insert } from './create.ts'

/** Makes a record in the system's name with values that are the code's own, readonly fields included. Returns its id. */
export async function seedRecord(resource: Resource, values: Values): Promise<string> {
  return (await insert(systemGrant(resource, 'create'), values)).id
}
