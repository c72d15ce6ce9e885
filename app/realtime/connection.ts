/** What a socket is to us: whose it is, and what it listens to. */
import type { Server, Socket } from 'socket.io'
import type { Filters, JobProgress, ResourceEvent } from '@xinglin/contracts'
import type { Session } from '#app/access/sessions/session_store.ts'

export interface Subscription {
  resource: string
  filters: Filters
}

export interface ConnectionData {
  session: Session
  locale: 'zh-CN' | 'en'
  /** By resource and filters, so that asking twice is asking once. */
  subscriptions: Map<string, Subscription>
}

interface ServerToClient {
  event: (event: ResourceEvent) => void
  job: (progress: JobProgress) => void
  /** Rights, menus or settings may be others now; what they are, everybody asks for themselves. */
  configuration: () => void
}
/** What clients send is checked by hand, whatever its form. */
type ClientToServer = Record<string, (...args: unknown[]) => void>
/** Between nodes: events that one of them took from the outbox. */
interface NodeToNode {
  dispatched: (events: readonly import('#app/events/dispatcher.ts').DispatchedEvent[]) => void
}

export type RealtimeServer = Server<ClientToServer, ServerToClient, NodeToNode, ConnectionData>
export type Connection = Socket<ClientToServer, ServerToClient, NodeToNode, ConnectionData>

export const userRoom = (userId: string): string => `user:${userId}`
