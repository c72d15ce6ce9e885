import { useSubscription } from '@refinedev/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useMemo, useRef, useState } from 'react'
import { http, type ApiError } from '../../providers/http.ts'
import { queryAll } from '../../providers/query_all.ts'
import {
  cellKey,
  cellRefused,
  sameGrant,
  stage,
  writeOf,
  type CellKey,
  type Draft,
  type GrantValue,
  type GrantWrite,
  type Stored,
  type StoredGrant,
} from './grants.ts'

/** The most one bulk call takes; what is more is saved in turns. */
const MOST = 500
const NOTHING: Draft = new Map()
const FIELDS = ['resource', 'action', 'readFields', 'writeFields', 'scope']

export interface Refused {
  /** The cell it is about; undefined: the whole. */
  cell: CellKey | undefined
  message: string
}

export interface SaveResult {
  /** Cells that somebody else has changed since they were read; nothing was saved. */
  conflicts: CellKey[]
  refused: Refused[]
}

const SAVED: SaveResult = { conflicts: [], refused: [] }

/** The grants of a role as they are saved, by cell. */
export function useStoredGrants(role: string) {
  return useQuery<Stored, ApiError>({
    queryKey: keyOf(role),
    queryFn: async ({ signal }) => {
      const filters = [{ field: 'role', operator: 'eq', value: role }]
      const found = await queryAll<StoredGrant>('core.grants', { filters, fields: FIELDS }, signal)
      return new Map(found.map((grant) => [cellKey(grant.resource, grant.action), grant]))
    },
    retry: false,
  })
}

function keyOf(role: string): string[] {
  return ['grants', role]
}

/**
 * The grants of a role, with what is staged over them. Live: what others save shows beneath, and where something is
 * staged it is asked about before it is overwritten.
 */
export function useGrants(role: string) {
  const client = useQueryClient()
  const [staged, setStaged] = useState<Draft>(NOTHING)
  const [saving, setSaving] = useState(false)
  /** What each staged cell held when it was changed. */
  const upon = useRef(new Map<CellKey, StoredGrant | null>())
  const query = useStoredGrants(role)
  useSubscription({
    channel: 'resources/core.grants',
    types: ['*'],
    onLiveEvent: () => {
      if (!saving) void client.invalidateQueries({ queryKey: keyOf(role) })
    },
  })
  const { data: stored } = query
  // What somebody else has meanwhile saved just so is no change any more.
  const draft = useMemo(() => (stored ? stage(stored, NOTHING, staged) : NOTHING), [stored, staged])

  const change = useCallback(
    (changes: readonly (readonly [CellKey, GrantValue | null])[]) => {
      if (!stored) return
      for (const [cell] of changes)
        if (!draft.has(cell)) upon.current.set(cell, stored.get(cell) ?? null)
      setStaged((now) => stage(stored, now, changes))
    },
    [stored, draft]
  )
  /** Gives up what is staged: all, or for some cells. */
  const discard = useCallback((cells?: readonly CellKey[]) => {
    setStaged((now) =>
      cells ? new Map([...now].filter(([cell]) => !cells.includes(cell))) : NOTHING
    )
  }, [])

  /** What is staged in these cells shall take the place of what somebody else has saved there. */
  function insist(cells: readonly CellKey[]): void {
    for (const cell of cells) upon.current.set(cell, stored?.get(cell) ?? null)
  }

  async function save(): Promise<SaveResult> {
    const conflicts = [...draft.keys()].filter(
      (cell) => !sameGrant(upon.current.get(cell) ?? null, stored?.get(cell) ?? null)
    )
    if (conflicts.length > 0) return { conflicts, refused: [] }
    setSaving(true)
    try {
      let before = stored ?? new Map<CellKey, StoredGrant>()
      let left = draft
      while (left.size > 0) {
        const write = writeOf(role, before, left, MOST)
        try {
          await send(write)
        } catch (error) {
          return await problemsOf(error as ApiError, write, before)
        }
        left = new Map([...left].slice(MOST))
        before = await renew()
        setStaged(left)
      }
      return SAVED
    } finally {
      setSaving(false)
    }
  }

  async function problemsOf(error: ApiError, write: GrantWrite, before: Stored) {
    const overtaken = error.status === 409 || error.status === 404
    const after = overtaken ? await renew() : before
    const conflicts = [...draft.keys()].filter(
      (cell) => !sameGrant(before.get(cell) ?? null, after.get(cell) ?? null)
    )
    if (conflicts.length > 0) return { conflicts, refused: [] }
    const refused = error.items.map(({ field, message }) => ({
      cell: cellRefused(write, field),
      message,
    }))
    const whole = [{ cell: undefined, message: error.message }]
    return { conflicts: [], refused: refused.length > 0 ? refused : whole }
  }

  async function renew(): Promise<Stored> {
    await client.refetchQueries({ queryKey: keyOf(role) })
    return client.getQueryData<Stored>(keyOf(role)) ?? new Map()
  }

  return {
    stored,
    draft,
    change,
    discard,
    insist,
    save,
    saving,
    error: query.error,
    retry: query.refetch,
  }
}

function send({ create, update, delete: ids }: GrantWrite): Promise<unknown> {
  // A part that is empty is left out, because it asks for a right of its own.
  return http.post('/api/resources/core.grants/bulk', {
    action: 'write',
    ...(create.length > 0 && { create }),
    ...(update.length > 0 && { update }),
    ...(ids.length > 0 && { delete: ids }),
  })
}

export type Grants = ReturnType<typeof useGrants>
