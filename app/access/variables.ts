import type { Actor } from './grant.ts'

/** Thrown when a scope names a variable nobody knows: the scope then covers nothing. */
export class UnknownVariable extends Error {}

const VARIABLE = /^\$user\.([A-Za-z]+)$/

/** Puts the actor's values in the place of `$user.…`; in a list, a list variable is spread. */
export function resolveVariables(value: unknown, actor: Actor): unknown {
  if (Array.isArray(value)) {
    return value.flatMap((item) => resolveVariables(item, actor))
  }
  if (typeof value !== 'string' || !value.startsWith('$')) return value
  const name = VARIABLE.exec(value)?.[1]
  const user = actor.user
  if (!name || !user || !Object.hasOwn(user, name)) throw new UnknownVariable(value)
  return user[name as keyof typeof user]
}
