/** The work that waits in the database. */
import { sql } from '#app/database/sql.ts'
import { row, rows } from '#app/database/store.ts'
import { fromStored } from '#app/database/instant.ts'

export interface Waiting {
  /** `outbox`: not taken yet; `retried`: some listener failed and is asked again; `dead`: given up. */
  events: Record<'outbox' | 'retried' | 'dead', number>
  lagSeconds: number
  jobs: Record<'queued' | 'running', number>
}

export async function waiting(): Promise<Waiting> {
  const outbox = await row(sql`select count(*) as n, min(created_at) as oldest from core__outbox`)
  const kept = await rows(sql`select dead, count(*) as n from core__undelivered group by dead`)
  const jobs = await rows(
    sql`select state, count(*) as n from core__jobs where state = 'queued' or state = 'running' group by state`
  )
  const countOf = (found: typeof kept, key: string, value: unknown) =>
    Number(found.find((line) => String(line[key]) === String(value))?.n ?? 0)
  return {
    events: {
      outbox: Number(outbox!.n),
      retried: countOf(kept, 'dead', 0),
      dead: countOf(kept, 'dead', 1),
    },
    lagSeconds: ageOf(outbox!.oldest as string | null),
    jobs: { queued: countOf(jobs, 'state', 'queued'), running: countOf(jobs, 'state', 'running') },
  }
}

function ageOf(stored: string | null): number {
  if (stored === null) return 0
  return Math.max(0, (Date.now() - Date.parse(fromStored(stored))) / 1000)
}
