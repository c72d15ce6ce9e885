import { createHash } from 'node:crypto'
import { sql } from '#app/database/sql.ts'
import { execute, post, row, transaction } from '#app/database/store.ts'
import { isUniqueViolation } from '#app/database/failures.ts'
import type { Actor } from '#app/access/grant.ts'
import { Refusal } from '#app/errors/refusal.ts'
import { toStored } from '#app/database/instant.ts'
import type { Finish, Written } from './written.ts'

interface KeyedRequest {
  header(name: string): string | undefined
  url(): string
  raw(): string | null
}

const KEPT_HOURS = 24

/**
 * Does the work once for an `Idempotency-Key` of this person and path: asked again within a day it answers the same
 * record, and with another body it refuses. The key commits with the record.
 */
export async function once<T>(
  actor: Actor,
  request: KeyedRequest,
  finish: Finish<T>,
  work: (finish: Finish<T>) => Promise<T>
): Promise<T> {
  const key = request.header('idempotency-key')
  if (key === undefined) return work(finish)
  if (key.length < 1 || key.length > 200) throw new Refusal('E_IDEMPOTENCY')
  const keyHash = hash([actor.user?.id, request.url(), key])
  const bodyHash = hash([request.raw()])
  try {
    return await transaction(async () => {
      const known = await earlier(keyHash, bodyHash)
      if (known) return finish(known)
      // First the key: a second request with it waits here, then finds the first one's record.
      await execute(
        sql`insert into core__idempotency_keys (key_hash, body_hash, created_at, record_id) values (${keyHash}, ${bodyHash}, ${now()}, null)`
      )
      return work(async (written) => {
        await post(
          sql`update core__idempotency_keys set record_id = ${written.id} where key_hash = ${keyHash}`
        )
        return finish(written)
      })
    })
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
    const known = await earlier(keyHash, bodyHash)
    if (!known) throw error
    return finish(known)
  }
}

async function earlier(keyHash: string, bodyHash: string): Promise<Written | null> {
  const since = now(-KEPT_HOURS)
  const known = await row(
    sql`select body_hash, record_id, created_at from core__idempotency_keys where key_hash = ${keyHash}`
  )
  if (!known) return null
  if ((known.created_at as string) < since) {
    await execute(sql`delete from core__idempotency_keys where key_hash = ${keyHash}`)
    return null
  }
  if (known.body_hash !== bodyHash) throw new Refusal('E_IDEMPOTENCY')
  return known.record_id ? { id: known.record_id as string, version: 1 } : null
}

function now(hours = 0): string {
  return toStored(new Date(Date.now() + hours * 3_600_000).toISOString())
}

function hash(parts: unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex')
}
