import type { AccessControlProvider } from '@refinedev/core'
import type { Action, Meta } from '@xinglin/contracts'

/** What Refine calls an action, where we have another word. */
const ACTION_NAMES: Record<string, Action> = { show: 'read', edit: 'update', clone: 'create' }

/**
 * Answers from the metadata in memory, so that a button per row costs no request. It only decides what is shown; the
 * server decides what is done. `field` asks for one field: `{ field, write? }`.
 */
export function createAccessProvider(meta: Meta): AccessControlProvider {
  return {
    async can({ resource, action, params }) {
      const known = resource ? meta.resources[resource] : undefined
      if (!known) return { can: false }
      if (action === 'field') {
        const field = known.fields[String(params?.field)]
        return { can: Boolean(params?.write ? field?.writable : field?.readable) }
      }
      return { can: known.actions.includes(ACTION_NAMES[action] ?? (action as Action)) }
    },
    options: {
      buttons: { enableAccessControl: true, hideIfUnauthorized: true },
      queryOptions: { staleTime: Infinity },
    },
  }
}
