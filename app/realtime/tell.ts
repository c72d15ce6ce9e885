/** Tells the sockets of this process of events, each audience of just the records it may see. */
import type { ResourceEvent } from '@xinglin/contracts'
import { Refusal } from '#app/errors/refusal.ts'
import type { DispatchedEvent } from '#app/events/dispatcher.ts'
import { findResource } from '#app/resources/registry.ts'
import type { Resource } from '#app/resources/resource.ts'
import { audiences, type Audience } from './audience.ts'
import type { RealtimeServer } from './connection.ts'
import { formerStates, type FormerState } from './former_state.ts'
import { seenBefore, seenNow, seesEverything } from './visibility.ts'

/** A record that is no longer seen, whether deleted or moved away, is told as `deleted` to those who saw it before. */
export async function tell(
  server: RealtimeServer,
  events: readonly DispatchedEvent[]
): Promise<void> {
  if (events.some(({ resource }) => findResource(resource)?.definition.configuration))
    server.local.emit('configuration')
  for (const [resourceName, ofResource] of Map.groupBy(events, (event) => event.resource)) {
    const resource = findResource(resourceName)
    if (!resource) continue
    const listening = await audiences(server, resource)
    const formerly = remembered(resource)
    for (const audience of listening) {
      try {
        await tellAudience(server, audience, ofResource, formerly)
      } catch (error) {
        // What they filter by is not theirs to read any more: they hear nothing, and the others go on.
        if (!(error instanceof Refusal)) throw error
      }
    }
  }
}

type Formerly = (event: DispatchedEvent) => Promise<readonly FormerState[]>

/** Former states are read once for all audiences, and only when one needs them. */
function remembered(resource: Resource): Formerly {
  const known = new Map<string, Promise<readonly FormerState[]>>()
  return (event) => {
    const { id, ids, versions } = event
    if (!versions) return Promise.resolve([])
    const reading =
      known.get(id) ??
      formerStates(resource, new Map(ids.map((record, i) => [record, versions[i]!])))
    known.set(id, reading)
    return reading
  }
}

async function tellAudience(
  server: RealtimeServer,
  audience: Audience,
  events: readonly DispatchedEvent[],
  formerly: Formerly
): Promise<void> {
  const seen = await seenNow(audience, [...new Set(events.flatMap(({ ids }) => ids))])
  const goodbyes = new Set<string>()
  for (const event of events) {
    const there = event.type === 'deleted' ? [] : event.ids.filter((id) => seen.has(id))
    const gone = event.ids.filter((id) => !seen.has(id))
    const missed = await lost(audience, event, gone, formerly)
    send(server, audience, event, event.type, there)
    // One that was changed and then deleted is gone at both events.
    send(server, audience, event, 'deleted', [...new Set(missed).difference(goodbyes)])
    for (const id of missed) goodbyes.add(id)
  }
}

async function lost(
  audience: Audience,
  event: DispatchedEvent,
  gone: readonly string[],
  formerly: Formerly
): Promise<readonly string[]> {
  if (gone.length === 0 || event.type === 'created') return []
  if (seesEverything(audience)) return gone
  const states = await formerly(event)
  return seenBefore(
    audience,
    states.filter(({ id }) => gone.includes(id))
  )
}

function send(
  server: RealtimeServer,
  { grant, sockets }: Audience,
  { at }: DispatchedEvent,
  type: string,
  ids: readonly string[]
): void {
  if (ids.length === 0) return
  const event: ResourceEvent = {
    channel: `resources/${grant.resource.name}`,
    type,
    payload: { ids: [...ids] },
    date: at,
  }
  server.local.to(sockets).emit('event', event)
}
