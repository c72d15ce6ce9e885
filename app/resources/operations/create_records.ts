import { transaction } from '#app/database/store.ts'
import { systemGrant } from '#app/access/grant.ts'
import { getResource } from '../registry.ts'
import { create } from './create.ts'

/** Makes records in the system's own name, all or none: for seeds and demo data. */
export async function createRecords(
  resource: string,
  records: readonly Record<string, unknown>[]
): Promise<void> {
  const grant = systemGrant(getResource(resource), 'create')
  await transaction(async () => {
    for (const record of records) await create(grant, record)
  })
}
