import { useEffect } from 'react'
import { useQueryClient, type QueryClient } from '@tanstack/react-query'
import type { ApiError } from '../providers/http.ts'
import { whenConfigurationChanges } from '../providers/live_channels.ts'

/** Everybody is told at the same moment; they need not all ask at the same moment. */
const SPREAD_MS = 1000

/** Shows what the person may see as soon as that changes: what was taken away leaves the screen. */
export function usePresentRights(): void {
  const client = useQueryClient()
  useEffect(() => {
    let timer: number | undefined
    const end = whenConfigurationChanges(() => {
      timer ??= window.setTimeout(() => {
        timer = undefined
        void askAgain(client)
      }, Math.random() * SPREAD_MS)
    })
    return () => {
      end()
      window.clearTimeout(timer)
    }
  }, [client])
}

async function askAgain(client: QueryClient): Promise<void> {
  await client.invalidateQueries()
  // A query that is refused keeps what it had; that is no longer theirs to see.
  for (const { queryKey, state } of client.getQueryCache().findAll({ type: 'active' })) {
    const { status } = (state.error ?? {}) as Partial<ApiError>
    if (state.data !== undefined && (status === 403 || status === 404))
      void client.resetQueries({ queryKey, exact: true })
  }
}
