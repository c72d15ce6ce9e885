import { QueryClient } from '@tanstack/react-query'
import { ApiError } from './http.ts'

const RETRIES = 2

/** The key of who is signed in and what they may do. */
export const META_KEY = ['meta']

/** One cache for Refine and for what is asked directly. Lists stay fresh by live events, not by looking again. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      retry: (failures, error) => isTransient(error) && failures < RETRIES,
      refetchOnWindowFocus: false,
    },
  },
})

/** Asks again for menus and rights, after changing them. */
export function renewMeta(): Promise<void> {
  return queryClient.invalidateQueries({ queryKey: META_KEY })
}

function isTransient(error: unknown): boolean {
  return error instanceof ApiError && (error.status === 0 || error.status >= 502)
}
