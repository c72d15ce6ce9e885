/** What a new record has before anybody gives it anything. */
import type { Actor } from '#app/access/grant.ts'
import type { Resource } from '../resource.ts'
import type { Values } from '../values.ts'
import { ownNames } from './record.ts'

export function emptyValues(resource: Resource): Values {
  return Object.fromEntries(ownNames(resource).map((name) => [name, null]))
}

/** Beside its id. It belongs to the department its maker works in, where they give no other. */
export function systemValues({ user }: Actor, { departmentId }: Values): Values {
  const now = new Date().toISOString()
  const by = user?.id ?? null
  return {
    version: 1,
    createdAt: now,
    updatedAt: now,
    createdBy: by,
    updatedBy: by,
    departmentId: departmentId === undefined ? (user?.departmentId ?? null) : departmentId,
  }
}
