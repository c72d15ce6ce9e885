import { createContext, useContext, type ReactNode } from 'react'
import type { Identity, Meta, MetaResource } from '@xinglin/contracts'

interface Snapshot {
  meta: Meta
  identity: Identity
}

const SnapshotContext = createContext<Snapshot | null>(null)

/** Hands down who is signed in and what they may see and do, as the server told at sign-in or since. */
export function MetaProvider({ meta, identity, children }: Snapshot & { children: ReactNode }) {
  return <SnapshotContext value={{ meta, identity }}>{children}</SnapshotContext>
}

function useSnapshot(): Snapshot {
  const snapshot = useContext(SnapshotContext)
  if (!snapshot) throw new Error('Metadata is only known inside <MetaProvider>')
  return snapshot
}

/** Everything the signed-in person may use: menus, resources, screens. */
export function useMeta(): Meta {
  return useSnapshot().meta
}

/** One resource's metadata; throws for a resource that does not exist for this person. */
export function useResourceMeta(name: string): MetaResource {
  const resource = useMeta().resources[name]
  if (!resource) throw new Error(`Resource "${name}" is not among the signed-in person's`)
  return resource
}

/** The signed-in person. */
export function useIdentity(): Identity {
  return useSnapshot().identity
}
