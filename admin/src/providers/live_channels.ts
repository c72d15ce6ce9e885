/**
 * The socket's channels: one server subscription for all who listen to the same resource, events of a kind within a
 * moment handed on as one, everything subscribed again after a lost connection.
 */
import type { Socket } from 'socket.io-client'
import type { ResourceEvent } from '@xinglin/contracts'
import { http } from './http.ts'

export type ChannelName = ResourceEvent['channel']
type Listener = (event: ResourceEvent) => void

interface Channel {
  listeners: Set<Listener>
  /** Events waiting to be handed on, by type. */
  waiting: Map<string, ResourceEvent>
  timer?: ReturnType<typeof setTimeout>
}

/** Something may have happened while the connection was lost: ask again, whatever you show. */
export const MISSED = 'missed'
const COALESCE_MS = 300

const channels = new Map<ChannelName, Channel>()
const onConfiguration = new Set<() => void>()
let socket: Promise<Socket> | undefined

/** Returns what ends the subscription. */
export function listen(name: ChannelName, listener: Listener): () => void {
  const channel = channels.get(name) ?? open(name)
  channel.listeners.add(listener)
  return () => {
    channel.listeners.delete(listener)
    if (channel.listeners.size === 0) close(name, channel)
  }
}

/**
 * Connects before anybody listens, so that a session ended elsewhere is noticed on every page; also after signing in
 * again, because the server refused the connection of the ended session.
 */
export function keepConnected(): void {
  withSocket((connection) => connection.connect())
}

/** One whose code could not be loaded is tried again by the next who asks. */
function withSocket(use: (connection: Socket) => void): void {
  socket ??= connect()
  socket.then(use, () => (socket = undefined))
}

/** Rights, menus or settings may be others now. Returns what ends the listening. */
export function whenConfigurationChanges(callback: () => void): () => void {
  onConfiguration.add(callback)
  return () => onConfiguration.delete(callback)
}

function tellConfiguration(): void {
  for (const callback of onConfiguration) callback()
}

function open(name: ChannelName): Channel {
  const channel: Channel = { listeners: new Set(), waiting: new Map() }
  channels.set(name, channel)
  withSocket(
    (connection) => connection.connected && connection.emit('subscribe', { channel: name })
  )
  return channel
}

function close(name: ChannelName, channel: Channel): void {
  clearTimeout(channel.timer)
  channels.delete(name)
  withSocket(
    (connection) => connection.connected && connection.emit('unsubscribe', { channel: name })
  )
}

async function connect(): Promise<Socket> {
  const { io } = await import('socket.io-client')
  const connection = io({ transports: ['websocket', 'polling'] })
  let before = false
  connection.on('connect', () => {
    for (const [name, channel] of channels) {
      connection.emit('subscribe', { channel: name })
      if (before) collect(channel, missedEvent(name))
    }
    if (before) tellConfiguration()
    before = true
  })
  connection.on('configuration', tellConfiguration)
  connection.on('event', (event: ResourceEvent) => {
    const channel = channels.get(event.channel)
    if (channel) collect(channel, event)
  })
  connection.on('disconnect', (reason) => reason === 'io server disconnect' && askWhoIsThere())
  connection.on(
    'connect_error',
    ({ message }) => message === 'E_UNAUTHENTICATED' && askWhoIsThere()
  )
  return connection
}

/** The session was ended somewhere: any call says so, and the person is asked to sign in again. */
function askWhoIsThere(): void {
  void http.get('/api/auth/me').catch(() => {})
}

function collect(channel: Channel, event: ResourceEvent): void {
  const ids = channel.waiting.get(event.type)?.payload.ids ?? []
  const all = [...new Set([...ids, ...event.payload.ids])]
  channel.waiting.set(event.type, { ...event, payload: { ids: all } })
  channel.timer ??= setTimeout(() => handOn(channel), COALESCE_MS)
}

function handOn(channel: Channel): void {
  const events = [...channel.waiting.values()]
  channel.waiting.clear()
  channel.timer = undefined
  for (const event of events) {
    for (const listener of channel.listeners) listener(event)
  }
}

function missedEvent(channel: ChannelName): ResourceEvent {
  return { channel, type: MISSED, payload: { ids: [] }, date: new Date().toISOString() }
}
