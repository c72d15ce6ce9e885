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

/** `GET /api/jobs/:id`. */
export interface Job extends JobProgress {
  kind: string
  errors: { row: number; column: string; code: string; message: string }[]
  result: Record<string, unknown> | null
}
