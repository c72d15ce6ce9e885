import hash from '@adonisjs/core/services/hash'
import { sql } from '#app/database/sql.ts'
import { row, transaction } from '#app/database/store.ts'
import { Refusal } from '#app/errors/refusal.ts'
import { getResource } from '#app/resources/registry.ts'
import { change } from '#app/resources/operations/update.ts'
import { Grant, type Actor, type Rule } from './grant.ts'

/** What everybody may do with their own account without being granted it. */
const OWN: readonly Rule[] = [
  {
    role: 'own account',
    read: '*',
    write: new Set(['password', 'mustChangePassword']),
    scope: [{ field: 'id', operator: 'eq', value: '$user.id' }],
  },
]

/**
 * Sets one's own new password, as any change of the record: policy, revision, audit; other sessions end.
 * @throws E_INVALID for the one it is already: who chose that may know it still
 */
export async function setOwnPassword(actor: Actor, password: string): Promise<void> {
  if (await isOwnPassword(actor, password))
    throw new Refusal([{ code: 'E_INVALID', field: 'password', meta: { reason: 'samePassword' } }])
  const grant = new Grant(actor, getResource('core.users'), 'update', OWN)
  await transaction(() =>
    change(grant, actor.user!.id, { password, mustChangePassword: false }, null)
  )
}

/** Whether this is the person's present password. */
export async function isOwnPassword(actor: Actor, password: string): Promise<boolean> {
  const found = await row(sql`select password from core__users where id = ${actor.user!.id}`)
  return typeof found?.password === 'string' && (await hash.verify(found.password, password))
}
