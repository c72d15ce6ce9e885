/** Who listens to a resource, put together where the same rights and the same filters mean the same answer. */
import logger from '@adonisjs/core/services/logger'
import { isGroup, type Filter, type Filters } from '@xinglin/contracts'
import { Grant, rulesFor, type Actor, type Rule } from '#app/access/grant.ts'
import { actorOf } from '#app/access/snapshot.ts'
import { resolveVariables, UnknownVariable } from '#app/access/variables.ts'
import { Refusal } from '#app/errors/refusal.ts'
import type { Resource } from '#app/resources/resource.ts'
import type { Connection, RealtimeServer } from './connection.ts'

export interface Audience {
  grant: Grant
  filters: Filters
  sockets: string[]
}

/** The listeners of this process as their rights are now; who may not list the resource any more hears nothing. */
export async function audiences(
  server: RealtimeServer,
  resource: Resource
): Promise<readonly Audience[]> {
  const found = new Map<string, Audience>()
  const actors = new Map<string, Promise<Actor | null>>()
  for (const socket of server.sockets.sockets.values() as Iterable<Connection>) {
    for (const subscription of socket.data.subscriptions.values()) {
      if (subscription.resource !== resource.name) continue
      const { userId, departmentId } = socket.data.session
      const who = `${userId} ${departmentId}`
      const present = actors.get(who) ?? presentActor(userId, departmentId)
      actors.set(who, present)
      const actor = await present
      const rules = actor ? rulesFor(actor, resource.name, 'list') : []
      if (!actor || rules.length === 0) continue
      const key = fingerprint(actor, resource, rules, subscription.filters)
      const audience = found.get(key) ?? {
        grant: new Grant(actor, resource, 'list', rules),
        filters: subscription.filters,
        sockets: [],
      }
      found.set(key, audience)
      audience.sockets.push(socket.id)
    }
  }
  return [...found.values()]
}

async function presentActor(userId: string, departmentId: string | null): Promise<Actor | null> {
  try {
    return await actorOf(userId, departmentId)
  } catch (error) {
    if (!(error instanceof Refusal)) logger.error({ err: error }, 'rights could not be read')
    return null
  }
}

/** Everything the answer depends on. A filter through a relation also depends on rights elsewhere: then on the person. */
function fingerprint(
  actor: Actor,
  resource: Resource,
  rules: readonly Rule[],
  filters: Filters
): string {
  const { id, departmentId } = actor.user!
  const parts = rules.map(({ read, scope }) =>
    JSON.stringify([read === '*' ? '*' : [...read].sort(), scope && resolved(scope, actor)])
  )
  const personal = leadsElsewhere(resource, filters) ? [id, departmentId] : null
  return JSON.stringify([parts.sort(), filters, personal])
}

function resolved(scope: Filters, actor: Actor): unknown {
  try {
    return scope.map((filter) => withValues(filter, actor))
  } catch (error) {
    if (error instanceof UnknownVariable) return ['nothing', actor.user!.id]
    throw error
  }
}

function withValues(filter: Filter, actor: Actor): unknown {
  if (isGroup(filter))
    return { ...filter, value: filter.value.map((item) => withValues(item, actor)) }
  return { ...filter, value: resolveVariables(filter.value, actor) }
}

function leadsElsewhere(resource: Resource, filters: Filters): boolean {
  return filters.some((filter) =>
    isGroup(filter)
      ? leadsElsewhere(resource, filter.value)
      : filter.field.includes('.') || resource.field(filter.field)?.many === true
  )
}
