import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import { v7 } from 'uuid'
import { drugOf, isoOf, RECORD_COLUMNS } from '../columns.ts'

/** A drug by its id, a bare INSERT and a bare UPDATE: no sign-in, no rights, no check, no history. */
export default class DrugsController {
  async show({ params, response }: HttpContext) {
    const row = await db
      .from('dictionary__drugs')
      .select(RECORD_COLUMNS)
      .where('id', params.id)
      .where('live', '')
      .first()
    if (!row) return response.status(404).json({})
    return {
      data: {
        ...drugOf(row),
        createdAt: isoOf(row.created_at),
        updatedAt: isoOf(row.updated_at),
      },
    }
  }

  async store({ request, response }: HttpContext) {
    const body = request.body()
    const id = v7()
    const now = new Date().toISOString().slice(0, -1).replace('T', ' ')
    await db.table('dictionary__drugs').insert({
      id,
      version: 1,
      created_at: now,
      updated_at: now,
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
    return response.status(201).json({ data: { id, version: 1 } })
  }

  async update({ params, request }: HttpContext) {
    const { version, price } = request.body()
    const now = new Date().toISOString().slice(0, -1).replace('T', ' ')
    await db
      .from('dictionary__drugs')
      .where('id', params.id)
      .update({ price, version: version + 1, updated_at: now })
    return { data: { id: params.id, version: version + 1 } }
  }
}
