import { readInput } from '../write/input.ts'
import { withDefaults } from '../write/derived.ts'
import { encodeSecrets } from '../write/secrets.ts'
import { Refusal } from '#app/errors/refusal.ts'
import { insert } from './create.ts'
import { discard } from './remove.ts'
import type { Values } from '../values.ts'
import type { Grant } from '#app/access/grant.ts'
import { change } from './update.ts'

/** Rows of a sub-table are written as any record is, inside their parent's transaction. */
export const rowWriter = {
  async create(grant: Grant, row: Values): Promise<void> {
    if (grant.rules.length === 0) throw new Refusal('E_FORBIDDEN')
    const given = await readInput(grant, await withDefaults(grant, row), null)
    await encodeSecrets(grant.resource, given)
    await insert(grant, given)
  },
  async update(grant: Grant, id: string, row: Values): Promise<void> {
    if (grant.rules.length === 0) throw new Refusal('E_FORBIDDEN')
    await change(grant, id, row, null)
  },
  async remove(grant: Grant, id: string): Promise<void> {
    if (grant.rules.length === 0) throw new Refusal('E_FORBIDDEN')
    await discard(grant, id)
  },
}
