import type { AuthProvider } from '@refinedev/core'
import type { Identity } from '@xinglin/contracts'
import { SIGN_IN_PAGE } from '../sign_in/return_address.ts'
import { http } from './http.ts'

/**
 * Signing in has its own page, and the shell only runs for a signed-in person; so this provider has little to do. An
 * ended session is noticed in `http.ts`, whoever asked.
 */
export function createAuthProvider(identity: Identity): AuthProvider {
  return {
    async login() {
      location.assign(SIGN_IN_PAGE)
      return { success: true }
    },

    async logout() {
      await http.post('/api/auth/logout')
      // A fresh page, so that nothing of this person stays in memory.
      location.replace(SIGN_IN_PAGE)
      return { success: true }
    },

    check: async () => ({ authenticated: true }),
    onError: async () => ({}),
    getIdentity: async () => identity,
    getPermissions: async () => identity.roles.map(({ id }) => id),
  }
}
