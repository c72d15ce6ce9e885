import type { BaseKey, LiveEvent, LiveProvider } from '@refinedev/core'
import type { ResourceEvent } from '@xinglin/contracts'
import { listen, MISSED, type ChannelName } from './live_channels.ts'

interface Subscription {
  end: () => void
}

/**
 * Refine's live updates. No filters are sent: Refine's hooks do not subscribe again when theirs change, so a list hears
 * of every change the person may see, and asks again. Hooks on certain records hear only of those.
 */
export const liveProvider: LiveProvider = {
  subscribe({ channel, types, params, callback }): Subscription {
    const wanted = params?.ids ?? (params?.id === undefined ? undefined : [params.id])
    const end = listen(channel as ChannelName, (event) => {
      if (!types.includes('*') && !types.includes(event.type)) return
      if (wanted && !concerns(event, wanted)) return
      callback(toLiveEvent(event))
    })
    return { end }
  },

  unsubscribe: (subscription: Subscription) => subscription.end(),
}

function concerns({ type, payload }: ResourceEvent, wanted: readonly BaseKey[]): boolean {
  return type === MISSED || payload.ids.some((id) => wanted.includes(id))
}

function toLiveEvent({ channel, type, payload, date }: ResourceEvent): LiveEvent {
  return { channel, type, payload, date: new Date(date) }
}
