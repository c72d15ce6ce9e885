/** The audit log and the journal of configuration, in words as the API answers them. */

/** A name of the code's own with its word. */
export interface Named {
  name: string
  label: string
}
/** A person or a record; without a label where it is not the reader's to see. */
export interface LogReference {
  id: string
  label: string | null
}
export interface FieldChange extends Named {
  before: string | null
  after: string | null
}

interface Act {
  id: string
  at: string
  /** null: the system, or somebody who was not signed in. */
  by: LogReference | null
  action: Named
  resource: Named | null
  record: LogReference | null
}
export interface AuditLine extends Act {
  ip: string | null
  /** How many, why, whether it was refused. */
  notes: { label: string; text: string }[]
}
export interface JournalEntry extends Act {
  changes: FieldChange[]
}

/** What the log can be filtered by. */
export interface AuditSubjects {
  actions: Named[]
  resources: (Named & { configuration: boolean })[]
}
