/** What the API answers of the states of records; how a lifecycle is defined is in `resource.ts`. */

/** A line of `GET /api/resources/:resource/:id/timeline`. */
export interface TimelineEntry {
  at: string
  /** null: the system; without a label where the person is not the reader's to see. */
  by: { id: string; label: string | null } | null
  from: string
  to: string
  transition: string
  reason: string | null
  note: string | null
}

/** A transition that the caller may make of this record now. */
export interface AllowedTransition {
  name: string
  label: string
  to: string
  /** Names of the fields that are asked; what they are is in the metadata. */
  input: string[]
  reason: boolean
  confirm: boolean
}
