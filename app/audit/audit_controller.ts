import type { HttpContext } from '@adonisjs/core/http'
import { authorize } from '#app/access/authorize.ts'
import { findResource } from '#app/resources/registry.ts'
import { isRecordId } from '#app/resources/record_id.ts'
import { Refusal } from '#app/errors/refusal.ts'
import { list } from '#app/resources/operations/list.ts'
import { parseQuery } from '#app/resources/query/query.ts'

/** Who did what with one record: for those who may read the log, whether or not they may see the record. */
export default class AuditController {
  async index({ actor, params, request }: HttpContext) {
    const grant = authorize(actor, 'core.audit', 'read')
    if (!findResource(params.resource) || !isRecordId(params.id)) throw new Refusal('E_NOT_FOUND')
    const { page, pageSize } = parseQuery({ pageSize: 100, ...request.qs() })
    const { data, meta } = await list(grant, {
      ...parseQuery({
        filters: [
          { field: 'record', operator: 'eq', value: params.id },
          { field: 'resource', operator: 'eq', value: params.resource },
        ],
      }),
      page,
      pageSize,
    })
    return { data: data.map(asLine), meta }
  }
}

function asLine(line: Record<string, unknown>) {
  const detail = line.detail as Record<string, unknown> | null
  return {
    id: line.id,
    at: line.createdAt,
    by: line.actor ? { id: line.actor, label: line.actorName ?? null } : null,
    action: line.action,
    ip: line.ip ?? null,
    ...(detail?.refused !== undefined && { outcome: detail.refused }),
    ...(detail?.field !== undefined && { fields: [detail.field] }),
    ...(detail?.reason !== undefined && { reason: detail.reason }),
  }
}
