/** The shapes of the API's answers that generic screens read. */
import type { Action, AllowedTransition } from '@xinglin/contracts'
import type { RecordValues, Reference } from '../../fields/field_ui.ts'

/** A record of any resource: its own fields are known only through metadata. */
export interface AnyRecord extends RecordValues {
  id: string
  version?: number
}

/** What the caller may do with one record. */
export type Can = Partial<Record<Action, boolean>>

/** Beside a record that was read. */
export interface RecordMeta {
  can: Can
  /** What the caller may do with it now. */
  transitions: AllowedTransition[]
}

export interface Revision {
  n: number
  at: string
  /** null: the system; without a label where the person is not the reader's to see. */
  by: Reference | null
  action: 'create' | 'update' | 'delete' | 'restore'
  before: RecordValues | null
  after: RecordValues | null
}
