import { type Row } from '#app/database/store.ts'
import { fromStored } from '#app/database/instant.ts'

export interface RaisedEvent {
  resource: string
  type: string
  ids: string[]
  /** The records' versions after the change, in the order of `ids`, for who wants to know what it was before. */
  versions?: number[]
}

export interface DispatchedEvent extends RaisedEvent {
  id: string
  at: string
}

export function eventOf(line: Row): DispatchedEvent {
  return {
    id: line.id as string,
    at: fromStored(line.created_at as string),
    resource: line.resource as string,
    type: line.type as string,
    ids: JSON.parse(line.ids as string) as string[],
    ...(line.versions ? { versions: JSON.parse(line.versions as string) as number[] } : {}),
  }
}

/** The records an event tells of; events that share one must be taken in order. */
export function recordKeys({ resource, ids }: RaisedEvent): string[] {
  return ids.map((id) => `${resource}/${id}`)
}
