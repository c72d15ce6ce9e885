import type { Actor } from '#app/access/grant.ts'
import { authorize } from '#app/access/authorize.ts'
import { transaction } from '#app/database/store.ts'
import { Refusal, type Problem } from '#app/errors/refusal.ts'
import { create } from './create.ts'
import type { Written } from './written.ts'
import { remove } from './remove.ts'
import { update } from './update.ts'

const MOST = 500

/** One record's write, and where it stood in the body: `items.3`. */
interface Step {
  place: string
  write: () => Promise<Written | null>
}

/**
 * Several records at once, all or nothing: `create` and `update` of `items`, `delete` of `ids` (each with its version
 * where it shall be deleted only as it was read), or `write`, which deletes, changes and makes records together.
 * Problems are named `items.<index>.<field>`, of a `write` `create.<index>.<field>`. Answers what is there afterwards.
 */
export async function bulk(actor: Actor, resource: string, body: unknown): Promise<Written[]> {
  const input = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>
  switch (input.action) {
    case 'create':
      return inOne(creating(actor, resource, input.items, 'items'))
    case 'update':
      return inOne(updating(actor, resource, input.items, 'items'))
    case 'delete':
      return inOne(deleting(actor, resource, input.ids, 'ids'))
    case 'write': {
      // What goes makes room for what comes: a unique value may change hands.
      const parts = [
        ['delete', deleting],
        ['update', updating],
        ['create', creating],
      ] as const
      return inOne(
        parts.flatMap(([part, steps]) =>
          input[part] === undefined ? [] : steps(actor, resource, input[part], part)
        )
      )
    }
    default:
      throw new Refusal([{ code: 'E_INVALID', field: 'action' }])
  }
}

function creating(actor: Actor, resource: string, items: unknown, place: string): Step[] {
  const grant = authorize(actor, resource, 'create')
  return listOf(items, place).map((item, i) => ({
    place: `${place}.${i}`,
    write: () => create(grant, item),
  }))
}

function updating(actor: Actor, resource: string, items: unknown, place: string): Step[] {
  const grant = authorize(actor, resource, 'update')
  return listOf(items, place).map((item, i) => ({
    place: `${place}.${i}`,
    write: async () => {
      const { id, version, data } = (item ?? {}) as Record<string, unknown>
      if (typeof id !== 'string') throw new Refusal([{ code: 'E_REQUIRED', field: 'id' }])
      if (typeof version !== 'number') throw new Refusal([{ code: 'E_REQUIRED', field: 'version' }])
      return update(grant, id, data, version)
    },
  }))
}

function deleting(actor: Actor, resource: string, ids: unknown, place: string): Step[] {
  const grant = authorize(actor, resource, 'delete')
  return listOf(ids, place).map((entry, i) => ({
    place: `${place}.${i}`,
    write: async () => {
      await remove(grant, ...readOf(entry))
      return null
    },
  }))
}

/** What is to be deleted: an id, or `{id, version}` to delete it only as it was read. */
function readOf(entry: unknown): [id: string, version: number | null] {
  if (typeof entry !== 'object' || entry === null) return [String(entry), null]
  const { id, version } = entry as Record<string, unknown>
  if (typeof id !== 'string') throw new Refusal([{ code: 'E_REQUIRED', field: 'id' }])
  if (typeof version !== 'number') throw new Refusal([{ code: 'E_REQUIRED', field: 'version' }])
  return [id, version]
}

/** Nothing listed means nothing done, never everything. */
function listOf(value: unknown, field: string): unknown[] {
  if (!Array.isArray(value)) throw new Refusal([{ code: 'E_REQUIRED', field }])
  refuseTooMany(value, field)
  return value
}

function refuseTooMany({ length }: readonly unknown[], field: string): void {
  if (length > MOST)
    throw new Refusal([{ code: 'E_LENGTH', field, meta: { max: MOST, reason: 'items' } }])
}

async function inOne(steps: readonly Step[]): Promise<Written[]> {
  refuseTooMany(steps, 'action')
  return transaction(async () => {
    const done: Written[] = []
    const problems: Problem[] = []
    for (const { place, write } of steps) {
      try {
        const written = await write()
        if (written) done.push(written)
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        problems.push(
          ...error.problems.map((problem) => ({
            ...problem,
            field: problem.field === undefined ? place : `${place}.${problem.field}`,
          }))
        )
      }
    }
    if (problems.length > 0) throw new Refusal(problems)
    return done
  })
}
