import type { Actor } from '#app/access/grant.ts'
import { authorize } from '#app/access/authorize.ts'
import { transaction } from '#app/database/store.ts'
import { Refusal, type Problem } from '#app/errors/refusal.ts'
import { create, type Written } from './create.ts'
import { remove } from './remove.ts'
import { update } from './update.ts'

const MOST = 500

/** Several records at once, all or nothing; problems are named `items.<index>.<field>`. */
export async function bulk(actor: Actor, resource: string, body: unknown): Promise<Written[]> {
  const { action, items, ids } = (typeof body === 'object' && body !== null ? body : {}) as {
    action?: unknown
    items?: unknown
    ids?: unknown
  }
  switch (action) {
    case 'create': {
      const grant = authorize(actor, resource, 'create')
      return each(listOf(items, 'items'), (item) => create(grant, item))
    }
    case 'update': {
      const grant = authorize(actor, resource, 'update')
      return each(listOf(items, 'items'), (item) => {
        const { id, version, data } = (item ?? {}) as {
          id?: unknown
          version?: unknown
          data?: unknown
        }
        if (typeof id !== 'string') throw new Refusal([{ code: 'E_REQUIRED', field: 'id' }])
        if (typeof version !== 'number')
          throw new Refusal([{ code: 'E_REQUIRED', field: 'version' }])
        return update(grant, id, data, version)
      })
    }
    case 'delete': {
      const grant = authorize(actor, resource, 'delete')
      await each(listOf(ids, 'ids'), async (id) => {
        await remove(grant, String(id))
        return { id: String(id), version: 0 }
      })
      return []
    }
    default:
      throw new Refusal([{ code: 'E_INVALID', field: 'action' }])
  }
}

/** Nothing listed means nothing done, never everything. */
function listOf(value: unknown, field: string): unknown[] {
  if (!Array.isArray(value)) throw new Refusal([{ code: 'E_REQUIRED', field }])
  if (value.length > MOST)
    throw new Refusal([{ code: 'E_LENGTH', field, meta: { max: MOST, reason: 'items' } }])
  return value
}

async function each(list: unknown[], act: (item: unknown) => Promise<Written>): Promise<Written[]> {
  return transaction(async () => {
    const done: Written[] = []
    const problems: Problem[] = []
    for (const [index, item] of list.entries()) {
      try {
        done.push(await act(item))
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        problems.push(
          ...error.problems.map((problem) => ({
            ...problem,
            field: ['items', index, problem.field].filter((part) => part !== undefined).join('.'),
          }))
        )
      }
    }
    if (problems.length > 0) throw new Refusal(problems)
    return done
  })
}
