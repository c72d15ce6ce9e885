import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { v7 } from 'uuid'
import { drugOf, RECORD_COLUMNS } from '../columns.ts'

const NOW = () => new Date().toISOString().slice(0, -1).replace('T', ' ')

/**
 * The rows of the product's writes, in one transaction, by a careful programmer's own statements: the drug, its
 * revision, a line of the audit log, an event; the answer is the record as it now is. No sign-in, no rights, no check
 * of the input; nothing seals the log or sends the event.
 */
export default class TrailController {
  async store({ request, response }: HttpContext) {
    const body = request.body()
    const id = v7()
    const record = await db.transaction(async (trx) => {
      const at = NOW()
      await trx.table('dictionary__drugs').insert({
        id,
        version: 1,
        created_at: at,
        updated_at: at,
        live: '',
        code: body.code,
        generic_name: body.genericName,
        trade_name: body.tradeName,
        kind: body.kind,
        form: body.form,
        specification: body.specification,
        unit: body.unit,
        pack_size: body.packSize,
        price: body.price,
        route: body.route,
        insurance_class: 'none',
        prescription_only: body.prescriptionOnly,
        status: body.status,
      })
      await leaveTrail(trx, { id, n: 1, action: 'create', type: 'created', at }, null, body)
      return read(trx, id)
    })
    return response.status(201).json({ data: record })
  }

  async update({ params, request }: HttpContext) {
    const { version, price } = request.body()
    const record = await db.transaction(async (trx) => {
      const at = NOW()
      const before = await trx
        .from('dictionary__drugs')
        .where('id', params.id)
        .where('version', version)
        .forUpdate()
        .firstOrFail()
      const n = version + 1
      await trx
        .from('dictionary__drugs')
        .where('id', params.id)
        .update({ price, version: n, updated_at: at })
      const what = { id: params.id, n, action: 'update', type: 'updated', at }
      await leaveTrail(trx, what, { price: before.price }, { price })
      return read(trx, params.id)
    })
    return { data: record }
  }
}

interface What {
  id: string
  n: number
  action: string
  type: string
  at: string
}

async function leaveTrail(
  trx: TransactionClientContract,
  { id, n, action, type, at }: What,
  before: object | null,
  after: object
): Promise<void> {
  const resource = 'dictionary.drugs'
  await trx.table('bench__revisions').insert({
    id: v7(),
    created_at: at,
    resource,
    record: id,
    n,
    action,
    before: before && JSON.stringify(before),
    after: JSON.stringify(after),
  })
  await trx.table('bench__audit').insert({ id: v7(), created_at: at, action, resource, record: id })
  await trx.table('bench__outbox').insert({
    id: v7(),
    created_at: at,
    resource,
    type,
    ids: JSON.stringify([id]),
    versions: JSON.stringify([n]),
    claimed_until: 0,
  })
}

async function read(trx: TransactionClientContract, id: string): Promise<object> {
  return drugOf(await trx.from('dictionary__drugs').select(RECORD_COLUMNS).where('id', id).first())
}
