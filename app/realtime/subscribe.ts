/** What a client may send: bounded in number and rate, checked like a list's query, answered by an acknowledgement. */
import logger from '@adonisjs/core/services/logger'
import type { Filters } from '@xinglin/contracts'
import { authorize } from '#app/access/authorize.ts'
import { actorOf } from '#app/access/snapshot.ts'
import { itemOf, problemsOf } from '#app/errors/handler.ts'
import { Refusal } from '#app/errors/refusal.ts'
import { Compiler } from '#app/resources/query/compiler.ts'
import { filtersOf } from '#app/resources/query/query.ts'
import type { Connection, Subscription } from './connection.ts'

const MOST_SUBSCRIPTIONS = 50
/** Messages a socket may send at once, and how fast it may go on. */
const BURST = 60
const A_SECOND = 20
/** Who goes on sending after so many refusals is cut off. */
const MOST_REFUSED = 200
const CHANNEL = /^resources\/([a-z][a-z0-9_]{0,19}\.[a-z][A-Za-z0-9]{0,35})$/

export function answerMessages(socket: Connection): void {
  limitRate(socket)
  answer(socket, 'subscribe', async (request) => {
    const wanted = read(request)
    const key = JSON.stringify(wanted)
    await checkAllowed(socket, wanted)
    const { subscriptions } = socket.data
    if (!subscriptions.has(key) && subscriptions.size >= MOST_SUBSCRIPTIONS)
      throw new Refusal('E_TOO_MANY_REQUESTS')
    subscriptions.set(key, wanted)
  })
  answer(socket, 'unsubscribe', async (request) => {
    socket.data.subscriptions.delete(JSON.stringify(read(request)))
  })
}

function read(request: unknown): Subscription {
  const { channel, filters } = (request ?? {}) as { channel?: unknown; filters?: unknown }
  const resource = typeof channel === 'string' ? CHANNEL.exec(channel)?.[1] : undefined
  if (!resource) throw new Refusal('E_MALFORMED')
  return { resource, filters: filtersOf(filters ?? undefined) as Filters }
}

/** The same refusals as a list with these filters. */
async function checkAllowed(socket: Connection, { resource, filters }: Subscription) {
  const { session } = socket.data
  const actor = await actorOf(session.userId, session.departmentId)
  const grant = authorize(actor, resource, 'list')
  const compiler = new Compiler(actor)
  compiler.filters(compiler.source(grant.resource, grant.rules), filters)
}

function answer(
  socket: Connection,
  message: string,
  act: (request: unknown) => Promise<void>
): void {
  socket.on(message, async (request: unknown, acknowledge: unknown) => {
    const reply = typeof acknowledge === 'function' ? acknowledge : () => {}
    try {
      await act(request)
      reply({ ok: true })
    } catch (error) {
      const { status, problems } = problemsOf(error)
      if (status >= 500) logger.error({ err: error, message }, 'a socket message failed')
      reply(itemOf(problems[0]!, socket.data.locale))
    }
  })
}

/** A bucket that fills again with time; a message that finds it empty is refused unread. */
function limitRate(socket: Connection): void {
  let left = BURST
  let at = performance.now()
  let refused = 0
  socket.use(([, ...args], next) => {
    const now = performance.now()
    left = Math.min(BURST, left + ((now - at) / 1000) * A_SECOND)
    at = now
    if (left >= 1) {
      left -= 1
      return next()
    }
    refused += 1
    if (refused > MOST_REFUSED) return void socket.disconnect(true)
    const acknowledge: unknown = args.at(-1)
    if (typeof acknowledge === 'function')
      acknowledge(itemOf({ code: 'E_TOO_MANY_REQUESTS' }, socket.data.locale))
  })
}
