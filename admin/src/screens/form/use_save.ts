import { useInvalidate } from '@refinedev/core'
import { useMutation } from '@tanstack/react-query'
import { useRef } from 'react'
import type { RecordValues } from '../../fields/field_ui.ts'
import { http, type ApiError } from '../../providers/http.ts'
import type { AnyRecord } from '../shared/answers.ts'

interface Save {
  id?: string
  version?: number
  input: RecordValues
}

/**
 * Writes a record: not through Refine's form, because a stale version must come back as the record that was
 * written meanwhile, and a create that is sent twice must make one record.
 */
export function useSave(resource: string) {
  const invalidate = useInvalidate()
  const attempt = useRef({ body: '', key: '' })
  return useMutation<AnyRecord, ApiError, Save>({
    mutationFn: async ({ id, version, input }) => {
      const address = `/api/resources/${resource}`
      if (id) {
        return (await http.patch<{ data: AnyRecord }>(`${address}/${id}`, { ...input, version }))
          .data
      }
      // The same content tried again is the same attempt; other content is another.
      const body = JSON.stringify(input)
      if (body !== attempt.current.body) attempt.current = { body, key: randomKey() }
      const headers = { 'Idempotency-Key': attempt.current.key }
      return (await http.post<{ data: AnyRecord }>(address, input, { headers })).data
    },
    onSuccess: ({ id }) => {
      attempt.current = { body: '', key: '' }
      return invalidate({ resource, id, invalidates: ['list', 'many', 'detail'] })
    },
  })
}

/** `crypto.randomUUID` does not exist on a plain-HTTP address inside a hospital. */
function randomKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0')
  ).join('')
}
