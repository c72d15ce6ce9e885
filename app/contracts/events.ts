/** Realtime: what travels on the socket (path `/socket.io`). */
export interface SubscribeRequest {
  channel: `resources/${string}`
  filters?: import('./filters.ts').Filters
}
export interface ResourceEvent {
  channel: `resources/${string}`
  type: 'created' | 'updated' | 'deleted' | (string & {})
  payload: { ids: string[] }
  date: string
}
export interface JobProgress {
  id: string
  state: JobState
  done: number
  total: number
}
export type JobState = 'queued' | 'running' | 'done' | 'failed' | 'cancelled' | 'undone'

/** `GET /api/jobs/:id`; of one's own, newest first: `GET /api/jobs`. */
export interface Job extends JobProgress {
  kind: 'import' | 'export'
  /** The resource whose records come or go. */
  resource: string
  /** What it is about, in its owner's words. */
  subject: string
  createdAt: string
  errors: { row: number; column: string; code: string; message: string }[]
  result: Record<string, unknown> | null
}
