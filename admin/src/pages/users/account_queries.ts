import { useList, type CrudFilter, type HttpError } from '@refinedev/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { Reference } from '../../fields/field_ui.ts'
import { http, type ApiError } from '../../providers/http.ts'
import { queryAll } from '../../providers/query_all.ts'
import type { AnyRecord } from '../../screens/shared/answers.ts'

export interface User extends AnyRecord {
  version: number
  login: string
  name: string
  mobile: string | null
  email: string | null
  status: 'active' | 'stopped'
}

export interface Membership {
  id: string
  user: Reference
  department: Reference | null
  role: Reference
}

/** How an account stands: locked after failures, by what it signs in, where it is signed in. */
export interface AccountState {
  lockedUntil: string | null
  secondFactor: boolean
  sessions: { id: string; lastSeenAt: string }[]
}

export const PAGE_SIZE = 30

/** One page of people by name, login, pinyin or initials; of one role where asked. */
export function useUsers(search: string, role: string | null, page: number) {
  const holders = useQuery<string[], ApiError>({
    queryKey: ['memberships', 'of role', role],
    queryFn: async ({ signal }) => {
      const filters = [{ field: 'role', operator: 'eq', value: role }]
      const found = await queryAll<Membership>(
        'core.memberships',
        { filters, fields: ['user'] },
        signal
      )
      return [...new Set(found.flatMap(({ user }) => user.id ?? []))]
    },
    enabled: role !== null,
  })
  const filters: CrudFilter[] =
    role === null ? [] : [{ field: 'id', operator: 'in', value: holders.data ?? [] }]
  const { query, result } = useList<User, HttpError>({
    resource: 'core.users',
    filters,
    pagination: { currentPage: page, pageSize: PAGE_SIZE },
    sorters: [{ field: 'name', order: 'asc' }],
    meta: { fields: ['name', 'login', 'status'], search: search || undefined },
    liveMode: 'auto',
    errorNotification: false,
    queryOptions: {
      retry: false,
      placeholderData: keepPreviousData,
      enabled: role === null || holders.data !== undefined,
    },
  })
  return {
    users: query.data ? result.data : undefined,
    total: result.total ?? 0,
    error: query.error ?? holders.error,
    retry: () => query.refetch(),
  }
}

/** The posts of these people, in the order they were given. */
export function useMemberships(users: readonly string[], enabled: boolean) {
  const { query, result } = useList<Membership & AnyRecord, HttpError>({
    resource: 'core.memberships',
    filters: [{ field: 'user', operator: 'in', value: [...users] }],
    pagination: { mode: 'off' },
    sorters: [{ field: 'id', order: 'asc' }],
    meta: { fields: ['user', 'department', 'role'] },
    liveMode: 'auto',
    errorNotification: false,
    queryOptions: {
      retry: false,
      placeholderData: keepPreviousData,
      enabled: enabled && users.length > 0,
    },
  })
  return { memberships: query.data ? result.data : undefined, error: query.error }
}

export function useAccountState(user: string, enabled: boolean) {
  return useQuery<AccountState, ApiError>({
    queryKey: ['access', 'account', user],
    queryFn: async () =>
      (await http.get<{ data: AccountState }>(`/api/access/accounts/${user}`)).data,
    enabled,
    retry: false,
  })
}
