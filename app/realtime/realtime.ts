/**
 * The socket (path `/socket.io`): live lists, filtered by what each person may see, and the progress of their jobs.
 * With REDIS_URL several nodes share the work: one takes an event from the outbox, each tells its own sockets.
 */
import type { Server as HttpServer } from 'node:http'
import logger from '@adonisjs/core/services/logger'
import { Server } from 'socket.io'
import { createAdapter } from '@socket.io/redis-adapter'
import { Redis } from 'ioredis'
import type { JobProgress } from '@xinglin/contracts'
import { listen, type DispatchedEvent } from '#app/events/dispatcher.ts'
import { onJobProgress } from '#app/jobs/progress.ts'
import { userRoom, type Connection, type RealtimeServer } from './connection.ts'
import { admit } from './handshake.ts'
import { closeEnded, watchSessions } from './revocation.ts'
import { answerMessages } from './subscribe.ts'
import { tell } from './tell.ts'

const LARGEST_MESSAGE = 100_000

interface Options {
  /** The origin whose pages may connect across origins. */
  origin: string
  redisUrl: string | undefined
}

let server: RealtimeServer | null = null
let stops: (() => void)[] = []

/**
 * Opens the socket beside HTTP, once; without an HTTP server (a process for jobs alone) it only passes events on.
 */
export function startRealtime(http: HttpServer | null, { origin, redisUrl }: Options): void {
  if (server) return
  const io: RealtimeServer = new Server({
    path: '/socket.io',
    maxHttpBufferSize: LARGEST_MESSAGE,
    connectTimeout: 10_000,
    serveClient: false,
    cors: { origin, credentials: true },
  })
  if (redisUrl) joinNodes(io, redisUrl)
  io.use((socket, next) => void admit(socket as Connection, next))
  io.on('connection', (socket) => answerMessages(socket as Connection))
  if (http) io.attach(http)
  server = io
  stops.push(
    listen('realtime', (events) => passOn(io, events, redisUrl !== undefined)),
    onJobProgress((progress, owner) => publishJob(owner, progress)),
    watchSessions(io)
  )
}

/** Ends every connection; clients come back to another node or a new process by themselves. */
export async function stopRealtime(): Promise<void> {
  for (const stop of stops) stop()
  stops = []
  const io = server
  server = null
  if (!io) return
  io.local.disconnectSockets(true)
  // Attached to a server of the framework's, which closes that itself.
  io.engine?.close()
}

/** How many sockets are open on this node. */
export function openSockets(): number {
  return server?.engine?.clientsCount ?? 0
}

/** Tells a person's browsers how far their job is. */
export function publishJob(ownerId: string, progress: JobProgress): void {
  server?.to(userRoom(ownerId)).emit('job', progress)
}

async function passOn(
  io: RealtimeServer,
  events: readonly DispatchedEvent[],
  toNodes: boolean
): Promise<void> {
  if (toNodes) io.serverSideEmit('dispatched', events)
  await tellHere(io, events)
}

async function tellHere(io: RealtimeServer, events: readonly DispatchedEvent[]): Promise<void> {
  closeEnded(io, events)
  await tell(io, events)
}

/** The adapter asks for no answer, and a rejection that nobody takes would end the process. */
class Publisher extends Redis {
  override async publish(channel: string | Buffer, message: string | Buffer): Promise<number> {
    try {
      return await super.publish(channel, message)
    } catch (error) {
      logger.warn({ err: error }, 'the other nodes could not be told')
      return 0
    }
  }
}

function joinNodes(io: RealtimeServer, redisUrl: string): void {
  const publisher = new Publisher(redisUrl)
  // What this node listens to it wants whenever Redis comes.
  const subscriber = new Redis(redisUrl, { maxRetriesPerRequest: null })
  for (const client of [publisher, subscriber])
    client.on('error', (error) => logger.error({ err: error }, 'Redis does not answer'))
  io.adapter(createAdapter(publisher, subscriber))
  io.on('dispatched', (events) => void tellLate(io, events))
  stops.push(() => {
    publisher.disconnect()
    subscriber.disconnect()
  })
}

/** Events another node took: what fails here cannot be given back to the outbox. */
async function tellLate(io: RealtimeServer, events: readonly DispatchedEvent[]): Promise<void> {
  try {
    await tellHere(io, events)
  } catch (error) {
    logger.error({ err: error }, 'events of another node could not be told')
  }
}
