import { useState } from 'react'
import { ApiError } from '../providers/http.ts'
import { useWords } from './words.ts'

/** Runs one call at a time; what went wrong is kept in words, and by field where the server says so. */
export function useSubmit() {
  const words = useWords()
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<ApiError | null>(null)

  async function submit(call: () => Promise<void>): Promise<void> {
    if (busy) return
    setBusy(true)
    setFailure(null)
    try {
      await call()
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      setFailure(error)
    } finally {
      setBusy(false)
    }
  }

  const wait = failure?.retryAfter
  const message = failure && [
    failure.message,
    wait && words.waitSeconds.replace('{seconds}', String(wait)),
  ]
  return {
    busy,
    submit,
    problem: message?.filter(Boolean).join(' ') ?? null,
    problems: failure?.errors,
  }
}
