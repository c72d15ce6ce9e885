/** What a new record has before anybody gives it anything. */
import type { Actor } from '#app/access/grant.ts'
import type { Resource } from '../resource.ts'
import type { Values } from '../values.ts'
import { ownNames } from './record.ts'

export function emptyValues(resource: Resource): Values {
  return Object.fromEntries(ownNames(resource).map((name) => [name, null]))
}

/** Beside its id. */
export function systemValues({ user }: Actor): Values {
  const now = new Date().toISOString()
  const by = user?.id ?? null
  return {
    version: 1,
    createdAt: now,
    updatedAt: now,
    createdBy: by,
    updatedBy: by,
    departmentId: user?.departmentId ?? null,
  }
}
